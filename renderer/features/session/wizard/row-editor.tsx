import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Field } from './field.ts';
import { FieldInput } from './field-input.tsx';
import type { Row } from './wizard-values.ts';
import classes from './wizard.module.css';

interface Properties {
  readonly title: string;
  readonly note?: string;
  readonly fields: readonly Field[];
  readonly rows: readonly Row[];
  /** What a new row begins with. */
  readonly fresh: (count: number) => Row;
  onChange(rows: readonly Row[]): void;
}

/** Rows of a kind: arms, kit types, sites … added, changed and removed in place. */
export function RowEditor({ title, note, fields, rows, fresh, onChange }: Properties) {
  const { t } = useTranslation();
  const template = `${fields.map(({ width }) => width ?? '1fr').join(' ')} 36px`;
  return (
    <section className={classes.rows} aria-label={title}>
      <h2>{title}</h2>
      {note !== undefined && <p>{note}</p>}
      {rows.length > 0 && (
        <div className={classes.row} style={{ gridTemplateColumns: template }} aria-hidden>
          {fields.map(({ key, label }) => (
            <span key={key} className={classes.head}>
              {label}
            </span>
          ))}
        </div>
      )}
      {rows.map((row, index) => (
        <div key={index} className={classes.row} style={{ gridTemplateColumns: template }}>
          {fields.map((field) => (
            <FieldInput
              key={field.key}
              isInRow
              field={{ ...field, label: `${field.label} ${index + 1}` }}
              value={row[field.key]}
              onChange={(value) =>
                onChange(
                  rows.map((other, place) =>
                    place === index ? { ...other, [field.key]: value } : other,
                  ),
                )
              }
            />
          ))}
          <ActionIcon
            aria-label={t('wizard.removeRow', { title, number: index + 1 })}
            onClick={() => onChange(rows.filter((_, place) => place !== index))}
          >
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...rows, fresh(rows.length)])}
      >
        {t('common.add')}
      </Button>
    </section>
  );
}
