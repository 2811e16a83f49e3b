import { useTranslation } from 'react-i18next';
import { options } from './field.ts';
import { FieldGrid } from './field-grid.tsx';
import type { StepProperties } from './step-properties.ts';

/** What is studied, and how blind. */
export function ProtocolStep({ values, onChange }: StepProperties) {
  const { t } = useTranslation();
  return (
    <FieldGrid
      row={values.protocol}
      onChange={(protocol) => onChange({ protocol })}
      fields={[
        { key: 'number', label: t('wizard.number'), kind: 'text', placeholder: 'ABC-301' },
        { key: 'sponsor', label: t('study.sponsor'), kind: 'text' },
        { key: 'title', label: t('wizard.title'), kind: 'text' },
        {
          key: 'phase',
          label: t('study.phase'),
          kind: 'select',
          options: options(['I', 'II', 'III', 'IV'].map((phase) => [phase, phase])),
        },
        {
          key: 'environment',
          label: t('study.environment'),
          kind: 'select',
          options: options([
            ['UAT', t('wizard.uat')],
            ['PROD', t('wizard.prod')],
          ]),
        },
        {
          key: 'blinding',
          label: t('study.blinding'),
          kind: 'select',
          options: options(
            (['double-blind', 'single-blind', 'open-label'] as const).map((kind) => [
              kind,
              t(`study.blindingKind.${kind}`),
            ]),
          ),
        },
        { key: 'plannedSubjects', label: t('study.planned'), kind: 'number' },
      ]}
    />
  );
}
