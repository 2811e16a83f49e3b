import { Button, SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shipmentStates } from '../../../shared/domain/shipment/shipment-state.ts';
import { SearchField } from '../../components/search-field.tsx';
import { Toolbar } from '../../components/toolbar.tsx';
import { useQuery } from '../../state/use-query.ts';
import { isFiltered, noShipmentFilter } from './shipment-filter.ts';
import type { ShipmentFilter } from './shipment-filter.ts';
import { shipmentViews } from './shipment-view.ts';
import type { ShipmentView } from './shipment-view.ts';

interface Properties {
  readonly filter: ShipmentFilter;
  onFilter(filter: ShipmentFilter): void;
  readonly view: ShipmentView;
  onView(view: ShipmentView): void;
}

/** How shipments are shown, and which; the filters are answered by the core. */
export function ShipmentToolbar({ filter, onFilter, view, onView }: Properties) {
  const { t } = useTranslation();
  const places = useQuery('study.places', {}).data?.places ?? [];
  return (
    <Toolbar>
      <SegmentedControl
        size="xs"
        aria-label={t('shipments.view.label')}
        data={shipmentViews.map((value) => ({ value, label: t(`shipments.view.${value}`) }))}
        value={view}
        onChange={(next) => onView(next as ShipmentView)}
      />
      <SearchField
        key={isFiltered(filter) ? 'filtered' : 'free'}
        label={t('shipments.search')}
        width={296}
        onSearch={(search) => onFilter({ ...filter, search })}
      />
      <Select
        aria-label={t('shipments.anyStatus')}
        placeholder={t('shipments.anyStatus')}
        clearable
        w={160}
        value={filter.status}
        data={shipmentStates.map((state) => ({ value: state, label: t(`status.${state}`) }))}
        onChange={(status) =>
          onFilter({ ...filter, status: shipmentStates.find((state) => state === status) ?? null })
        }
      />
      <Select
        aria-label={t('shipments.anyPlace')}
        placeholder={t('shipments.anyPlace')}
        clearable
        searchable
        w={196}
        value={filter.place}
        data={places.map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }))}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        onChange={(place) => onFilter({ ...filter, place })}
      />
      {isFiltered(filter) && (
        <Button variant="subtle" size="compact-sm" onClick={() => onFilter(noShipmentFilter)}>
          {t('shipments.clearFilter')}
        </Button>
      )}
    </Toolbar>
  );
}
