import { MultiSelect, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { withFormat, withLanguages } from '../../../../shared/domain/label/edit-template.ts';
import type { LabelFormat } from '../../../../shared/domain/label/edit-template.ts';
import { labelLanguages } from '../../../../shared/domain/label/label-phrases.ts';
import type { LabelTemplate } from '../../../../shared/domain/label/label-template.ts';
import { formatNames, formatOf, labelFormats } from './label-formats.ts';
import type { FormatName } from './label-formats.ts';
import { NumberField } from './number-field.tsx';
import classes from './editor.module.css';

interface Properties {
  readonly template: LabelTemplate;
  onChange(template: LabelTemplate): void;
}

const own = 'own';

/** What holds for the whole label: its name, its size, the languages, and how the expiry is shown. */
export function LabelPart({ template, onChange }: Properties) {
  const { t } = useTranslation();
  const { languages } = template;
  return (
    <Stack gap="sm">
      <TextInput
        label={t('labels.editor.title')}
        value={template.title}
        onChange={(event) => onChange({ ...template, title: event.currentTarget.value })}
      />
      <TextInput
        label={t('labels.editor.id')}
        description={t('labels.editor.idNote')}
        value={template.id}
        onChange={(event) =>
          onChange({ ...template, id: event.currentTarget.value.trim().toLowerCase() })
        }
      />
      <MultiSelect
        label={t('labels.languages')}
        data={[...new Set([...labelLanguages, ...languages])].map((value) => ({
          value,
          label: t(`labels.language.${value}`, { defaultValue: value }),
        }))}
        value={[...languages]}
        onChange={(next) => next.length > 0 && onChange(withLanguages(template, next))}
      />
      <SizeFields template={template} onChange={onChange} />
      {template.kind === 'kit' && (
        <>
          <SegmentedControl
            aria-label={t('labels.editor.expiry')}
            data={(['month', 'day'] as const).map((value) => ({
              value,
              label: t(`labels.expiryShown.${value}`),
            }))}
            value={template.expiry}
            onChange={(expiry) =>
              onChange({ ...template, expiry: expiry as LabelTemplate['expiry'] })
            }
          />
          <TextInput
            label={t('labels.editor.gtin')}
            description={t('labels.editor.gtinNote')}
            inputMode="numeric"
            value={template.gtin ?? ''}
            onChange={(event) =>
              onChange({ ...template, gtin: event.currentTarget.value.trim() || null })
            }
          />
        </>
      )}
    </Stack>
  );
}

const lengths = ['left', 'top', 'gapX', 'gapY'] as const;

function SizeFields({ template, onChange }: Properties) {
  const { t } = useTranslation();
  const { sheet, label, grid } = template;
  const change = (part: Partial<LabelFormat>): void =>
    onChange(withFormat(template, { sheet, label, grid, ...part }));
  const isAlone = grid.columns === 1 && grid.rows === 1;
  /** On a roll the label is the sheet. */
  const resize = (part: Partial<LabelFormat['label']>): void => {
    const next = { ...label, ...part };
    change({ label: next, ...(isAlone ? { sheet: next } : {}) });
  };
  return (
    <>
      <Select
        label={t('labels.editor.format')}
        allowDeselect={false}
        data={[
          ...formatNames.map((value) => ({ value, label: t(`labels.editor.formats.${value}`) })),
          { value: own, label: t('labels.editor.formats.own') },
        ]}
        value={formatOf(template) ?? own}
        onChange={(name) =>
          name !== null && name !== own && change(labelFormats[name as FormatName])
        }
      />
      <div className={classes.numbers}>
        {(['width', 'height'] as const).map((side) => (
          <NumberField
            key={side}
            label={t(`labels.editor.${side}`)}
            value={label[side]}
            min={side === 'width' ? 20 : 15}
            onChange={(value) => resize({ [side]: value })}
          />
        ))}
        {(['columns', 'rows'] as const).map((side) => (
          <NumberField
            key={side}
            label={t(`labels.editor.${side}`)}
            value={grid[side]}
            step={1}
            min={1}
            max={side === 'columns' ? 20 : 40}
            onChange={(value) => change({ grid: { ...grid, [side]: Math.round(value) } })}
          />
        ))}
        {!isAlone &&
          lengths.map((side) => (
            <NumberField
              key={side}
              label={t(`labels.editor.${side}`)}
              value={grid[side]}
              max={100}
              onChange={(value) => change({ grid: { ...grid, [side]: value } })}
            />
          ))}
        {!isAlone &&
          (['width', 'height'] as const).map((side) => (
            <NumberField
              key={`sheet ${side}`}
              label={t(`labels.editor.sheet.${side}`)}
              value={sheet[side]}
              min={20}
              onChange={(value) => change({ sheet: { ...sheet, [side]: value } })}
            />
          ))}
      </div>
    </>
  );
}
