import { useTranslation } from 'react-i18next';
import { options } from './field.ts';
import { FieldGrid } from './field-grid.tsx';
import { RowEditor } from './row-editor.tsx';
import type { StepProperties } from './step-properties.ts';

/** By what the list is stratified, and what must hold before a subject is randomized. */
export function FactorsStep({ values, onChange }: StepProperties) {
  const { t } = useTranslation();
  return (
    <>
      <RowEditor
        title={t('wizard.factors')}
        note={t('wizard.factorsNote')}
        rows={values.factors}
        fresh={(count) => ({
          id: `factor-${count + 1}`,
          name: '',
          kind: 'level',
          levels: '',
          cuts: '',
          minimum: 0,
          maximum: 120,
          unit: '',
        })}
        onChange={(factors) => onChange({ factors })}
        fields={[
          { key: 'id', label: t('wizard.id'), kind: 'text', width: '100px' },
          { key: 'name', label: t('study.name'), kind: 'text' },
          {
            key: 'kind',
            label: t('wizard.entered'),
            kind: 'select',
            width: '130px',
            options: options(
              (['level', 'number', 'date'] as const).map((kind) => [
                kind,
                t(`wizard.factorKind.${kind}`),
              ]),
            ),
          },
          {
            key: 'levels',
            label: t('wizard.levels'),
            kind: 'text',
            width: '1.4fr',
            placeholder: t('wizard.levelsHint'),
          },
          { key: 'cuts', label: t('wizard.cuts'), kind: 'text', width: '80px' },
          { key: 'minimum', label: t('wizard.minimum'), kind: 'number', width: '70px' },
          { key: 'maximum', label: t('wizard.maximum'), kind: 'number', width: '70px' },
          { key: 'unit', label: t('wizard.measure'), kind: 'text', width: '70px' },
        ]}
      />
      <RowEditor
        title={t('wizard.criteria')}
        note={t('wizard.criteriaNote')}
        rows={values.eligibility}
        fresh={(count) => ({ id: `criterion-${count + 1}`, kind: 'inclusion', text: '' })}
        onChange={(eligibility) => onChange({ eligibility })}
        fields={[
          { key: 'id', label: t('wizard.id'), kind: 'text', width: '130px' },
          {
            key: 'kind',
            label: t('study.kind'),
            kind: 'select',
            width: '140px',
            options: options(
              (['inclusion', 'exclusion'] as const).map((kind) => [
                kind,
                t(`wizard.criterionKind.${kind}`),
              ]),
            ),
          },
          { key: 'text', label: t('wizard.criterion'), kind: 'text' },
        ]}
      />
      <FieldGrid
        row={values.rules}
        onChange={(rules) => onChange({ rules })}
        fields={[
          {
            key: 'consentVersions',
            label: t('wizard.consentVersions'),
            kind: 'text',
            description: t('wizard.consentVersionsNote'),
          },
        ]}
      />
    </>
  );
}
