import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { listInUse } from '../../store/queries/allocation-facts.ts';
import { reserveLists, roomOfStrata } from '../../store/queries/pack-facts.ts';
import type { ListStratumRoom } from '../../store/queries/pack-facts.ts';
import { stratifiedBy } from '../../store/queries/list-rows.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** A list that can give slots to the envelopes of a site. */
export interface PackList {
  readonly id: number;
  readonly code: string;
  readonly entry: number;
  readonly kind: 'live-list' | 'backup-list';
  /** The cohort that it serves alone, or null. */
  readonly cohort: string | null;
  readonly stratifyBy: readonly string[];
  /** Strata that subjects of the site can be in. */
  readonly strata: readonly ListStratumRoom[];
}

/**
 * Lists for the envelopes of a site: the list in use when it has slots of the site's own, and locked reserve lists.
 * A slot of a list that several sites share live would leave gaps in every site's order, and live allocation has
 * no slots at all: both need a backup list.
 */
export function packLists(db: SqlDatabase, site: string): readonly PackList[] {
  const inUse = listInUse(db, null);
  const own =
    inUse !== undefined && inUse.kind === 'list' && inUse.stratifyBy.includes('site')
      ? [{ ...inUse, kind: 'live-list' as const, cohort: null }]
      : [];
  const reserves = reserveLists(db).map((list) => ({ ...list, kind: 'backup-list' as const }));
  return [...own, ...reserves].map(({ id, code, entry, kind, cohort }) => ({
    id,
    code,
    entry,
    kind,
    cohort,
    stratifyBy: stratifiedBy(db, id),
    strata: strataOfSite(db, id, site),
  }));
}

function strataOfSite(db: SqlDatabase, list: number, site: string): readonly ListStratumRoom[] {
  const region = currentDefinition(db).definition.sites.find(({ id }) => id === site)?.region ?? '';
  return roomOfStrata(db, list).filter(({ key }) =>
    key.split(';').every((part) => {
      if (part.startsWith('site=')) return part === `site=${site}`;
      if (part.startsWith('region=')) return part === `region=${region}`;
      return true;
    }),
  );
}

/** The list that was named, or the one that offers itself. */
export function choosePackList(
  db: SqlDatabase,
  site: string,
  named: string | undefined,
): Result<PackList, Refusal> {
  const lists = packLists(db, site);
  const chosen =
    named === undefined ? (lists[0]?.kind === 'live-list' ? lists[0] : undefined) : undefined;
  const list = chosen ?? lists.find(({ code }) => code === named);
  if (list !== undefined) return ok(list);
  const offered = lists.map(({ code }) => code).join(', ');
  return err(
    refusal(
      'no-backup-list',
      named === undefined
        ? 'The list in use has no slots of its own for this site, so that envelopes need a backup list.'
        : `List ${named} cannot give slots to envelopes of ${site}.`,
      offered === ''
        ? 'Have the statistician generate a list for the purpose "reserve", verify it, and have two people sign it.'
        : `Name one of: ${offered}.`,
    ),
  );
}
