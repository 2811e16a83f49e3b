import type { Instant } from '../../base/instant.ts';
import { localDay } from '../../domain/place/local-day.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import { listInUse, placeByCode } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { packTerms } from '../../store/queries/pack-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { captureLevels } from '../live-scheme/subject-levels.ts';

/**
 * Where live allocation counts a subject from a backup list: balance must see every subject of the trial, whichever
 * list gave the arm. Values that the site corrected count as corrected, also when the correction comes home later, unless a live draw counted the subject before. Undefined where the list in use needs no counts, or the values do not give its levels.
 */
export function absorbedBy(
  db: SqlDatabase,
  facts: AssignmentFacts,
): { readonly list: string; readonly key: string } | undefined {
  const list = listInUse(db, packTerms(db, facts.pack)?.cohort ?? null);
  const site = placeByCode(db, facts.site);
  if (list === undefined || list.kind !== 'live' || site === undefined) return undefined;
  const captured = captureLevels(currentDefinition(db).definition, list.stratifyBy, {
    site: facts.site,
    values: { ...facts.factors, ...facts.correction?.factors },
    randomizationDay: localDay(facts.at as Instant, site.zone),
  });
  return captured.ok ? { list: list.code, key: captured.value.key } : undefined;
}
