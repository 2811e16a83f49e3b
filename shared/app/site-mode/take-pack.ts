import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { PackPayload } from '../../contracts/pack-file.ts';
import type { SiteClock } from '../../domain/backup/pack-terms.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { sealedEnvelopes, sitePacks, subjectsUnderWay } from '../../store/queries/site-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Decided } from '../record.ts';
import { loadedBody } from './loaded-body.ts';
import type { Confirmed } from './loaded-body.ts';

const revokedHere = (db: SqlDatabase, { revoked = [] }: PackPayload): readonly string[] =>
  sitePacks(db)
    .filter(({ code, status }) => status === 'loaded' && revoked.includes(code))
    .map(({ code }) => code);

/** Why the packs that the console revoked meanwhile cannot be closed yet, or null. */
export function underWayRefusal(db: SqlDatabase, payload: PackPayload): Refusal | null {
  const closing = revokedHere(db, payload);
  const waiting = subjectsUnderWay(db).find(({ pack }) => closing.includes(pack));
  if (waiting === undefined) return null;
  return refusal(
    'pack-revoked-in-use',
    `The study revoked pack ${waiting.pack}, and subject ${waiting.subject} of it is not finished.`,
    'Finish this subject, take it back, or close it without a kit; then load the new pack, which closes the old one.',
  );
}

/**
 * What the ledger of a site says of a further pack: the definition that came with it where it is another one, the packs
 * that the console revoked meanwhile, and the pack itself.
 */
export function takePack(
  db: SqlDatabase,
  payload: PackPayload,
  clock: SiteClock,
  confirmed: Confirmed,
): readonly Decided[] {
  const closed = revokedHere(db, payload).map((pack): Decided => ({
    event: {
      kind: 'site-pack-surrendered',
      body: { pack, unopened: sealedEnvelopes(db, pack), clock },
    },
    reason: `revoked by the study, as pack ${payload.pack} says`,
  }));
  const loaded: Decided = {
    event: { kind: 'site-pack-loaded', body: loadedBody(payload, clock, confirmed) },
  };
  return [...amended(db, payload), ...closed, loaded];
}

/** Nothing where the pack came with the definition that is in force. */
function amended(db: SqlDatabase, { pack, definition }: PackPayload): readonly Decided[] {
  const { version, definition: here } = currentDefinition(db);
  const there = definition as unknown as Json;
  if (canonicalJson(there) === canonicalJson(here as unknown as Json)) return [];
  const body = {
    version: version + 1,
    fileName: `${pack}.cachet-pack`,
    text: '',
    definition: there,
    changes: [],
  };
  return [{ event: { kind: 'study-defined', body }, reason: `came with pack ${pack}` }];
}
