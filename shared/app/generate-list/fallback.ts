import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { cohortOfList } from '../../store/queries/cohort-facts.ts';
import { listByCode } from '../../store/queries/list-facts.ts';
import { stratifiedBy } from '../../store/queries/list-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** A stratum of `fine` lies in one stratum of `coarse`: fewer names, or the region instead of the site. */
const isCoarser = (coarse: readonly string[], fine: readonly string[]): boolean =>
  coarse.length <= fine.length &&
  coarse.every((name) => fine.includes(name) || (name === 'region' && fine.includes('site'))) &&
  coarse.join() !== fine.join();

/** Why a list cannot have this fallback, or null when it can or has none. */
export function fallbackRefusal(
  db: SqlDatabase,
  stratifyBy: readonly string[],
  input: {
    readonly purpose: 'main' | 'reserve';
    readonly fallback?: string | undefined;
    readonly cohort?: string | undefined;
  },
): Refusal | null {
  const { fallback } = input;
  if (fallback === undefined) return null;
  const reserve = listByCode(db, fallback);
  if (reserve === undefined) {
    return refuse(`There is no list ${fallback}.`, 'Generate the reserve list first.');
  }
  if (input.purpose === 'reserve') {
    return refuse('A reserve list cannot have a fallback of its own.', 'Leave the fallback out.');
  }
  const cohort = cohortOfList(db, reserve.id);
  if (cohort !== input.cohort) {
    return refuse(
      `List ${fallback} serves ${cohort === undefined ? 'every subject' : `cohort ${cohort}`}.`,
      'Name a reserve list of the same cohort.',
    );
  }
  if (reserve.purpose !== 'reserve' || reserve.status === 'retired') {
    return refuse(
      `List ${fallback} is ${reserve.status === 'retired' ? 'retired' : 'no reserve list'}.`,
      'Name a list that was generated as a reserve.',
    );
  }
  const coarse = stratifiedBy(db, reserve.id);
  if (reserve.kind === 'live' || isCoarser(coarse, stratifyBy)) return null;
  return refuse(
    `The strata of list ${fallback} (${coarse.join(', ') || 'none'}) are not coarser than ${stratifyBy.join(', ') || 'none'}.`,
    'Name a reserve list by fewer factors, or by region instead of site.',
  );
}

const refuse = (message: string, next: string): Refusal => refusal('fallback', message, next);
