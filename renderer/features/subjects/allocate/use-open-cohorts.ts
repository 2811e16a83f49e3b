import { useQuery } from '../../../state/use-query.ts';

/** Names of the cohorts that take subjects now; empty in a study without cohorts. */
export const useOpenCohorts = (): readonly string[] =>
  (useQuery('cohorts.list', {}).data?.cohorts ?? [])
    .filter(({ status }) => status === 'open')
    .map(({ cohort }) => cohort);
