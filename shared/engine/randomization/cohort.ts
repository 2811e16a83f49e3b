import type { ListSpecification, ListStratum } from './list-specification.ts';

/** A cohort of a study (e.g. a dose step) with strata of its own. */
export interface Cohort {
  readonly name: string;
  readonly strata: readonly ListStratum[];
}

/**
 * One list a cohort: the list's name carries the cohort, so each has streams of its own and a
 * cohort that is added later leaves the others as they are.
 */
export const cohortLists = (
  common: Omit<ListSpecification, 'strata'>,
  cohorts: readonly Cohort[],
): readonly ListSpecification[] =>
  cohorts.map((cohort) => ({
    ...common,
    list: `${common.list} / ${cohort.name}`,
    strata: cohort.strata,
  }));
