import { useTranslation } from 'react-i18next';
import { Panel } from '../../../components/panel.tsx';
import { options } from './field.ts';
import type { Field } from './field.ts';
import { FieldGrid } from './field-grid.tsx';
import type { StepProperties } from './step-properties.ts';

/** Who breaks a code in an emergency and how, and how long an opening of custody lasts. */
export function EmergencyFields({ values, onChange }: StepProperties) {
  const { t } = useTranslation();
  const number = (key: string): Field => ({ key, label: t(`wizard.${key}`), kind: 'number' });
  const choice = (key: string, kinds: readonly string[]): Field => ({
    key,
    label: t(`wizard.${key}`),
    kind: 'select',
    options: options(kinds.map((kind) => [kind, t(`wizard.${key}Kind.${kind}`)])),
  });
  return (
    <Panel title={t('wizard.emergency')}>
      <FieldGrid
        columns={3}
        row={values.emergency}
        onChange={(emergency) => onChange({ emergency })}
        fields={[
          choice('breaksCode', ['site', 'telephone']),
          {
            key: 'telephone',
            label: t('wizard.telephone'),
            kind: 'text',
            placeholder: '+33 4 72 00 00 00',
          },
          { key: 'tell', label: t('wizard.tell'), kind: 'text' },
          number('reasonWithinHours'),
          number('assessWithinDays'),
          number('shownForSeconds'),
          choice('kitsUntilAssessed', ['given', 'held']),
          number('openForMinutes'),
        ]}
      />
    </Panel>
  );
}
