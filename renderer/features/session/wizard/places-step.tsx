import { useTranslation } from 'react-i18next';
import { options } from './field.ts';
import { RowEditor } from './row-editor.tsx';
import type { StepProperties } from './step-properties.ts';

const zones = options(Intl.supportedValuesOf('timeZone').map((zone) => [zone, zone]));
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where kits are kept and subjects come. */
export function PlacesStep({ values, onChange }: StepProperties) {
  const { t } = useTranslation();
  const place = [
    { key: 'id', label: t('wizard.id'), kind: 'text', width: '100px' },
    { key: 'name', label: t('study.name'), kind: 'text' },
    { key: 'country', label: t('wizard.country'), kind: 'text', width: '90px', placeholder: 'DE' },
    { key: 'zone', label: t('wizard.zone'), kind: 'select', width: '180px', options: zones },
  ] as const;
  const ids = (rows: typeof values.regions) =>
    options(rows.map(({ id }) => [String(id), String(id)]));
  return (
    <>
      <RowEditor
        title={t('wizard.regions')}
        rows={values.regions}
        fresh={(count) => ({ id: `R${count + 1}`, name: `Region ${count + 1}` })}
        onChange={(regions) => onChange({ regions })}
        fields={[
          { key: 'id', label: t('wizard.id'), kind: 'text', width: '100px' },
          { key: 'name', label: t('study.name'), kind: 'text' },
        ]}
      />
      <RowEditor
        title={t('study.placeKind.depot')}
        rows={values.depots}
        fresh={(count) => ({ id: `D${count + 1}`, name: '', country: '', zone: here })}
        onChange={(depots) => onChange({ depots })}
        fields={place}
      />
      <RowEditor
        title={t('study.placeKind.site')}
        note={t('wizard.sitesNote')}
        rows={values.sites}
        fresh={(count) => ({
          id: `S${101 + count}`,
          name: '',
          region: String(values.regions[0]?.['id'] ?? ''),
          country: '',
          zone: here,
          depot: String(values.depots[0]?.['id'] ?? ''),
        })}
        onChange={(sites) => onChange({ sites })}
        fields={[
          ...place,
          {
            key: 'region',
            label: t('study.region'),
            kind: 'select',
            width: '100px',
            options: ids(values.regions),
          },
          {
            key: 'depot',
            label: t('study.placeKindOne.depot'),
            kind: 'select',
            width: '100px',
            options: ids(values.depots),
          },
        ]}
      />
    </>
  );
}
