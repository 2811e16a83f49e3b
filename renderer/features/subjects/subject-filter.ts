import type { InputOf } from '../../../shared/contracts/index.ts';
import type { FilterOf } from '../../state/row-window.ts';

type Question = InputOf<'subjects.page'>;

export interface SubjectFilter {
  readonly search: string;
  readonly site: string | null;
  readonly status: NonNullable<Question['status']> | null;
  readonly sort: NonNullable<Question['sort']>;
  readonly isDescending: boolean;
}

export const noSubjectFilter: SubjectFilter = {
  search: '',
  site: null,
  status: null,
  sort: 'randomizedAt',
  isDescending: true,
};

/** The filter as the core takes it: what is not asked for is left out. */
export const subjectFilterOf = (filter: SubjectFilter): FilterOf<'subjects.page'> => ({
  sort: filter.sort,
  descending: filter.isDescending,
  ...(filter.search === '' ? {} : { search: filter.search }),
  ...(filter.site === null ? {} : { site: filter.site }),
  ...(filter.status === null ? {} : { status: filter.status }),
});
