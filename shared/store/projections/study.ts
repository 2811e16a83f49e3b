import { canonicalJson } from '../../base/canonical-json.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

export const storeCreated: Projection<'store-created'> = (db, body) =>
  db
    .prepare('INSERT INTO study VALUES (1, ?, ?, ?)')
    .run(body.storeId, body.product, body.demonstration ? 1 : 0);

export const deviceEnrolled: Projection<'device-enrolled'> = (db, body, entry) =>
  db
    .prepare(
      `INSERT INTO device VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET epoch = excluded.epoch, entry = excluded.entry`,
    )
    .run(body.device, body.epoch, body.publicKey, entry.sequence);

/** The trail alone tells of it: no table changes. */
export const storeRestored: Projection<'store-restored'> = () => undefined;

/** A definition adds places and changes their names; a place that was used is never removed. */
export const studyDefined: Projection<'study-defined'> = (db, body, entry) => {
  db.prepare('INSERT INTO study_version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    body.version,
    entry.sequence,
    body.fileName,
    body.text,
    canonicalJson(body.definition),
    canonicalJson(body.changes),
    entry.at,
    entry.printedName,
    entry.reason,
  );
  const definition = body.definition as unknown as StudyDefinition;
  upsertPlaces(db, definition);
};

function upsertPlaces(db: SqlDatabase, definition: StudyDefinition): void {
  const upsert = db.prepare(
    `INSERT INTO place (code, kind, name, region, country, zone, status) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, region = excluded.region,
       country = excluded.country, zone = excluded.zone`,
  );
  for (const depot of definition.depots) {
    upsert.run(depot.id, 'depot', depot.name, null, depot.country, depot.zone, 'active');
  }
  for (const site of definition.sites) {
    upsert.run(site.id, 'site', site.name, site.region, site.country, site.zone, site.status);
  }
}

export const siteStatusSet: Projection<'site-status-set'> = (db, body, entry) => {
  db.prepare('UPDATE place SET status = ? WHERE code = ?').run(body.status, body.site);
  mention(db, 'site', body.site, entry.sequence);
};

/** It stands in the ledger alone. */
export const clockConfirmed: Projection<'clock-confirmed'> = () => undefined;
