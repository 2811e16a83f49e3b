import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditorRow } from './editor-row.tsx';
import classes from './editor.module.css';
import type { Field } from './field.ts';
import type { Scenario, TableGroup } from './group.ts';
import type { Checked } from './use-problems.ts';
import { useFieldWords } from './use-field-words.ts';

interface Properties {
  readonly group: TableGroup;
  readonly scenario: Scenario;
  readonly checked: Checked;
  onChange(scenario: Scenario): void;
}

const few = 25;

/** Rows to change, add and take out. */
export function EditorTable({ group, scenario, checked, onChange }: Properties) {
  const { t } = useTranslation();
  const wordsOf = useFieldWords();
  const [isAll, setAll] = useState(false);
  const [owner, setOwner] = useState<string>();
  const { rows, owners, remove } = group;
  const title = t(`scenario.group.${group.key}`);
  const hasOwner = rows.some((row) => row.owner !== undefined);
  const columns: readonly Field[] = rows.length === 0 ? [] : group.columns(0);
  const shown = isAll ? rows : rows.slice(0, few);
  const chosen = owner ?? owners?.[0];
  return (
    <section className={classes.table} aria-label={title}>
      <header className={classes.tableHead}>
        <h4>{t('scenario.counted', { title, count: rows.length })}</h4>
        {owners !== undefined && (
          <NativeSelect
            size="xs"
            aria-label={t('scenario.addTo', { title })}
            data={[...owners]}
            value={chosen ?? ''}
            onChange={(event) => setOwner(event.currentTarget.value)}
          />
        )}
        {group.add !== undefined && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={12} />}
            aria-label={t('scenario.addRow', { title })}
            onClick={() => {
              if (group.add !== undefined) onChange(group.add(scenario, chosen));
              setAll(true);
            }}
          >
            {t('scenario.add')}
          </Button>
        )}
      </header>
      {rows.length > 0 && (
        <div className={classes.scroller} role="group" aria-label={title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {hasOwner && <th scope="col">{t('scenario.of')}</th>}
                {columns.map((field) => (
                  <th key={wordsOf(field)} scope="col">
                    {wordsOf(field)}
                  </th>
                ))}
                {remove !== undefined && <th aria-label={t('scenario.remove')} />}
              </tr>
            </thead>
            <tbody>
              {shown.map((row, index) => (
                <tr key={index}>
                  {hasOwner && <th scope="row">{row.owner}</th>}
                  <EditorRow
                    place={row.place}
                    fields={group.columns(index)}
                    scenario={scenario}
                    checked={checked}
                    number={index + 1}
                    onChange={onChange}
                  />
                  {remove !== undefined && (
                    <td>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size="sm"
                        aria-label={t('scenario.removeRow', { title, number: index + 1 })}
                        onClick={() => onChange(remove(scenario, index))}
                      >
                        <IconTrash size={14} />
                      </ActionIcon>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > shown.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('scenario.showAll', { count: rows.length })}
        </Button>
      )}
    </section>
  );
}
