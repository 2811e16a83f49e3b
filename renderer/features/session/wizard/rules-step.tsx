import { useTranslation } from 'react-i18next';
import { EmergencyFields } from './emergency-fields.tsx';
import { options } from './field.ts';
import { FieldGrid } from './field-grid.tsx';
import type { StepProperties } from './step-properties.ts';

/** How long before expiry kits may be used, how kit numbers look, and what holds in an emergency. */
export function RulesStep({ values, onChange }: StepProperties) {
  const { t } = useTranslation();
  const days = t('wizard.daysBefore');
  return (
    <>
      <FieldGrid
        columns={3}
        row={values.rules}
        onChange={(rules) => onChange({ rules })}
        fields={[
          { key: 'doNotShip', label: t('study.doNotShip'), kind: 'number', description: days },
          { key: 'doNotCount', label: t('study.doNotCount'), kind: 'number', description: days },
          {
            key: 'doNotDispense',
            label: t('study.doNotDispense'),
            kind: 'number',
            description: days,
          },
          {
            key: 'boundary',
            label: t('study.boundary'),
            kind: 'select',
            options: options([
              ['yes', t('study.boundaryYes')],
              ['no', t('study.boundaryNo')],
            ]),
          },
          { key: 'length', label: t('wizard.length'), kind: 'number' },
          {
            key: 'check',
            label: t('wizard.check'),
            kind: 'select',
            options: options(
              (['mod-11-10', 'mod-37-36', 'none'] as const).map((check) => [
                check,
                t(`wizard.checkKind.${check}`),
              ]),
            ),
          },
          { key: 'prefix', label: t('wizard.prefix'), kind: 'text' },
          { key: 'grouping', label: t('wizard.grouping'), kind: 'number' },
        ]}
      />
      <EmergencyFields values={values} onChange={onChange} />
    </>
  );
}
