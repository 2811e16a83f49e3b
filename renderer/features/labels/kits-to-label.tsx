import { Checkbox, SegmentedControl, Select, SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useQuery } from '../../state/use-query.ts';
import { PlaceSelect } from '../kits/place-select.tsx';
import { ScanList } from '../kits/scan-list.tsx';
import { ways } from './label-choice.ts';
import type { LabelChoice, Way } from './label-choice.ts';

interface Properties {
  readonly form: UseFormReturnType<LabelChoice>;
}

/** Which kits get labels: of a lot, a shipment, an extension, or named ones. */
export function KitsToLabel({ form }: Properties) {
  const { t } = useTranslation();
  const { by } = form.values;
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('labels.byLabel')}
        value={by}
        onChange={(next) => form.setFieldValue('by', next as Way)}
        data={ways.map((way) => ({ value: way, label: t(`labels.by.${way}`) }))}
      />
      {by === 'numbers' ? (
        <ScanList
          numbers={form.values.numbers}
          onChange={(next) => form.setFieldValue('numbers', [...next])}
        />
      ) : (
        <Which form={form} />
      )}
      <Checkbox
        label={t('labels.onlyWithout')}
        checked={form.values.onlyWithout}
        onChange={(event) => form.setFieldValue('onlyWithout', event.currentTarget.checked)}
      />
    </>
  );
}

function Which({ form }: Properties) {
  const { t } = useTranslation();
  const { by, place } = form.values;
  const lots = useQuery('lots.page', {}).data?.lots ?? [];
  const campaigns = useQuery('campaigns.list', {}).data?.campaigns ?? [];
  if (by === 'shipment') {
    return <TextInput label={t('labels.shipment')} {...form.getInputProps('shipment')} />;
  }
  return (
    <SimpleGrid cols={2}>
      {by === 'lot' ? (
        <Select
          label={t('labels.lot')}
          searchable
          data={lots.map(({ lot }) => lot)}
          {...form.getInputProps('lot')}
        />
      ) : (
        <Select
          label={t('labels.campaign')}
          data={campaigns.filter(({ status }) => status === 'open').map(({ campaign }) => campaign)}
          {...form.getInputProps('campaign')}
        />
      )}
      <PlaceSelect
        label={t('labels.place')}
        value={place}
        onChange={(next) => form.setFieldValue('place', next)}
      />
    </SimpleGrid>
  );
}
