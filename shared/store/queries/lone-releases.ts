import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** An envelope that was released by telephone for a subject of whom no record says that it was opened. */
export interface LoneRelease {
  /** Entry of the first release; it names the item. */
  readonly entry: number;
  readonly device: string;
  readonly site: string;
  readonly pack: string;
  readonly packId: number;
  readonly packEntry: number;
  readonly isClosed: 0 | 1;
  readonly list: string;
  readonly stratum: string;
  readonly position: number;
  readonly envelope: number;
  readonly subject: string;
  readonly at: string;
  readonly offsetMinutes: number;
  readonly printedName: string;
}

/** All of them, the newest first. */
export const loneReleases = (db: SqlDatabase): readonly LoneRelease[] =>
  db
    .prepare(
      `SELECT min(pack_release.entry) AS entry, pack.device, place.code AS site, pack.code AS pack,
         pack.id AS packId, pack.entry AS packEntry, pack.status = 'returned' AS isClosed,
         random_list.code AS list, stratum.key AS stratum, pack_envelope.position,
         pack_release.envelope, subject, at, offset_minutes AS offsetMinutes,
         printed_name AS printedName
       FROM pack_release JOIN pack ON pack.id = pack_release.pack
         JOIN place ON place.id = pack.site JOIN random_list ON random_list.id = pack.list
         JOIN pack_envelope ON pack_envelope.pack = pack.id
           AND pack_envelope.number = pack_release.envelope
         JOIN stratum ON stratum.id = pack_envelope.stratum
       WHERE NOT EXISTS (SELECT 1 FROM backup_assignment AS told
         WHERE told.pack = pack.code AND told.envelope = pack_release.envelope
           AND told.subject = pack_release.subject COLLATE NOCASE)
       GROUP BY pack.id, pack_release.envelope, subject COLLATE NOCASE
       ORDER BY entry DESC`,
    )
    .all<LoneRelease>();

/** What is known of such an envelope: whose it was to be, and nothing of what was shown or given. */
export const factsOfRelease = (release: LoneRelease): AssignmentFacts => ({
  key: `release-${release.entry}`,
  device: release.device,
  site: release.site,
  pack: release.pack,
  envelope: release.envelope,
  list: release.list,
  stratum: release.stratum,
  position: release.position,
  visit: '',
  subject: release.subject,
  consent: { version: '', at: '' },
  gates: [],
  factors: {},
  at: release.at,
  offsetMinutes: release.offsetMinutes,
  epoch: 0,
  sequence: 0,
  openings: [],
  unusable: [],
  dispensed: null,
  correction: null,
  skewMs: 0,
  skipped: null,
  fork: null,
});
