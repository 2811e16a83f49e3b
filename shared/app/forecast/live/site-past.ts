import { epochDayOf } from '../../../base/iso-date.ts';
import type { Instant } from '../../../base/instant.ts';
import { localDay } from '../../../domain/place/local-day.ts';
import type { SitePast } from '../../../engine/recruitment/back-test.ts';
import { allPlaces } from '../../../store/queries/places.ts';
import {
  activations,
  definedAt,
  randomizations,
  unrandomizedScreenings,
} from '../../../store/queries/recruitment-rows.ts';
import type { SqlDatabase } from '../../../store/sql-database.ts';

/** What a site has recruited so far, from the ledger; days are epoch days in its zone. */
export interface LiveSitePast extends SitePast {
  readonly code: string;
  readonly status: string;
  /** Screened and not, or not yet, randomized. */
  readonly unrandomized: number;
  readonly failed: number;
}

/** The past of every site; `opened` of one that was never active is infinite. */
export function sitePasts(db: SqlDatabase): readonly LiveSitePast[] {
  const active = activations(db);
  const defined = definedAt(db);
  const subjects = Map.groupBy(randomizations(db), ({ site }) => site);
  const screened = Map.groupBy(unrandomizedScreenings(db), ({ site }) => site);
  return allPlaces(db)
    .filter(({ kind }) => kind === 'site')
    .map(({ id, code, zone, status }) => {
      const dayOf = (at: string): number => epochDayOf(localDay(at as Instant, zone));
      const days = (subjects.get(id) ?? []).map(({ at }) => dayOf(at)).sort((a, b) => a - b);
      const unrandomized = screened.get(id) ?? [];
      const at = active.get(code) ?? (status === 'planned' ? null : defined);
      const opened = at === null ? Infinity : dayOf(at);
      return {
        code,
        status,
        opened: Math.min(opened, days[0] ?? Infinity),
        subjects: days,
        unrandomized: unrandomized.length,
        failed: unrandomized.filter((one) => one.status === 'screen-failed').length,
      };
    });
}
