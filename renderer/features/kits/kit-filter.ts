import type { InputOf } from '../../../shared/contracts/index.ts';
import type { FilterOf } from '../../state/row-window.ts';

export interface KitFilter {
  readonly search: string;
  readonly status: string | null;
  readonly place: string | null;
  readonly lot: string | null;
  readonly kitType: string | null;
  readonly sort: NonNullable<InputOf<'kits.page'>['sort']>;
  readonly isDescending: boolean;
}

export const noKitFilter: KitFilter = {
  search: '',
  status: null,
  place: null,
  lot: null,
  kitType: null,
  sort: 'number',
  isDescending: false,
};

export const isFiltered = (filter: KitFilter): boolean =>
  filter.search !== '' ||
  [filter.status, filter.place, filter.lot, filter.kitType].some((value) => value !== null);

/** The filter as the core takes it: what is not asked for is left out. */
export const filterOf = (filter: KitFilter): FilterOf<'kits.page'> => ({
  sort: filter.sort,
  descending: filter.isDescending,
  ...(filter.search === '' ? {} : { search: filter.search }),
  ...(filter.status === null ? {} : { status: [filter.status] }),
  ...(filter.place === null ? {} : { place: filter.place }),
  ...(filter.lot === null ? {} : { lot: filter.lot }),
  ...(filter.kitType === null ? {} : { kitType: filter.kitType }),
});
