import { useTranslation } from 'react-i18next';
import { FieldGrid } from './field-grid.tsx';
import { RowEditor } from './row-editor.tsx';
import type { StepProperties } from './step-properties.ts';
import type { Row } from './wizard-values.ts';

const choices = (rows: readonly Row[]) =>
  rows.map(({ id, name }) => ({
    value: String(id),
    label: name === '' ? String(id) : `${id} · ${name}`,
  }));

/** When subjects come, and which kits each arm gets then. */
export function VisitsStep({ values, onChange }: StepProperties) {
  const { t } = useTranslation();
  return (
    <>
      <RowEditor
        title={t('wizard.visits')}
        note={t('wizard.visitsNote')}
        rows={values.visits}
        fresh={(count) => ({
          id: `V${count + 1}`,
          name: '',
          day: 28 * Math.max(0, count - 1),
          windowBefore: 3,
          windowAfter: 3,
        })}
        onChange={(visits) => onChange({ visits })}
        fields={[
          { key: 'id', label: t('wizard.id'), kind: 'text', width: '100px' },
          { key: 'name', label: t('study.name'), kind: 'text' },
          { key: 'day', label: t('study.day'), kind: 'number', width: '80px' },
          { key: 'windowBefore', label: t('wizard.early'), kind: 'number', width: '110px' },
          { key: 'windowAfter', label: t('wizard.late'), kind: 'number', width: '110px' },
        ]}
      />
      <FieldGrid
        row={values.rules}
        onChange={(rules) => onChange({ rules })}
        fields={[
          {
            key: 'randomizationVisit',
            label: t('wizard.randomizationVisit'),
            kind: 'select',
            options: choices(values.visits),
          },
        ]}
      />
      <RowEditor
        title={t('wizard.kits')}
        note={t('wizard.kitsNote')}
        rows={values.kits}
        fresh={() => ({
          visit: String(values.visits.at(-1)?.['id'] ?? ''),
          arm: String(values.arms[0]?.['id'] ?? ''),
          kitType: String(values.kitTypes[0]?.['id'] ?? ''),
          count: 1,
        })}
        onChange={(kits) => onChange({ kits })}
        fields={[
          {
            key: 'visit',
            label: t('study.visit'),
            kind: 'select',
            options: choices(values.visits),
          },
          { key: 'arm', label: t('wizard.arm'), kind: 'select', options: choices(values.arms) },
          {
            key: 'kitType',
            label: t('wizard.kitType'),
            kind: 'select',
            options: choices(values.kitTypes),
          },
          { key: 'count', label: t('wizard.count'), kind: 'number', width: '80px' },
        ]}
      />
    </>
  );
}
