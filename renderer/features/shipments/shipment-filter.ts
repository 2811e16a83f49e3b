import type { ShipmentRow } from '../../../shared/contracts/shipments.ts';
import type { FilterOf } from '../../state/row-window.ts';

export interface ShipmentFilter {
  readonly search: string;
  readonly status: ShipmentRow['status'] | null;
  readonly place: string | null;
}

export const noShipmentFilter: ShipmentFilter = { search: '', status: null, place: null };

export const isFiltered = (filter: ShipmentFilter): boolean =>
  filter.search !== '' || filter.status !== null || filter.place !== null;

/** The filter as the core takes it. */
export const filterOf = (filter: ShipmentFilter): FilterOf<'shipments.page'> => ({
  ...(filter.search === '' ? {} : { search: filter.search }),
  ...(filter.status === null ? {} : { status: [filter.status] }),
  ...(filter.place === null ? {} : { place: filter.place }),
});
