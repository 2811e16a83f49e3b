import { useTranslation } from 'react-i18next';
import { RowEditor } from './row-editor.tsx';
import type { StepProperties } from './step-properties.ts';

/** The arms with their ratio, and what is in the kits. */
export function ArmsStep({ values, onChange }: StepProperties) {
  const { t } = useTranslation();
  return (
    <>
      <RowEditor
        title={t('wizard.arms')}
        note={t('wizard.armsNote')}
        rows={values.arms}
        fresh={(count) => ({ id: String.fromCharCode(65 + count), name: '', ratio: 1 })}
        onChange={(arms) => onChange({ arms })}
        fields={[
          { key: 'id', label: t('wizard.id'), kind: 'text', width: '120px' },
          { key: 'name', label: t('study.name'), kind: 'text' },
          { key: 'ratio', label: t('wizard.ratio'), kind: 'number', width: '90px' },
        ]}
      />
      <RowEditor
        title={t('study.kitTypes')}
        note={t('wizard.kitTypesNote')}
        rows={values.kitTypes}
        fresh={(count) => ({
          id: `kit-${count + 1}`,
          name: '',
          unitCount: 30,
          unitName: 'tablet',
          storage: '',
        })}
        onChange={(kitTypes) => onChange({ kitTypes })}
        fields={[
          { key: 'id', label: t('wizard.id'), kind: 'text', width: '120px' },
          { key: 'name', label: t('study.name'), kind: 'text' },
          { key: 'unitCount', label: t('wizard.units'), kind: 'number', width: '80px' },
          { key: 'unitName', label: t('wizard.unit'), kind: 'text', width: '100px' },
          { key: 'storage', label: t('wizard.storage'), kind: 'text' },
        ]}
      />
    </>
  );
}
