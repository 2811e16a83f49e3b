import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { RecordedLeg } from '../../ledger/cold-chain-events.ts';
import type { SqlDatabase, SqlValue } from '../sql-database.ts';
import { openExcursionOf } from '../queries/excursion-rows.ts';
import { mention } from './projection.ts';
import type { Projection, RecordedIn } from './projection.ts';

const idOf = (db: SqlDatabase, table: string, code: string | null): number | null =>
  code === null
    ? null
    : ((db.prepare(`SELECT id FROM ${table} WHERE code = ?`).get(code) as { id: number }).id ??
      null);

/** Canonical, as the entry holds it: a replay must give the same text. */
const json = (value: Json): string => canonicalJson(value);

/** Who signed, which may be another than who was at the screen. */
const signerOf = (entry: RecordedIn): string => entry.signature?.printedName ?? entry.printedName;

export const storageProfileSet: Projection<'storage-profile-set'> = (db, body, entry) => {
  db.prepare('INSERT INTO storage_profile VALUES (?, ?, ?, ?, ?, ?)').run(
    body.profile,
    body.version,
    entry.sequence,
    json(body.body),
    entry.at,
    signerOf(entry),
  );
  for (const { kits, remaining } of body.budgets) {
    setBudgets(db, kits, { remaining, profile: body.profile, version: body.version });
  }
  mention(db, 'storage-profile', body.profile, entry.sequence);
};

export const loggerMappingConfirmed: Projection<'logger-mapping-confirmed'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO logger_mapping (name, entry, headings, body, at, by_name) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (headings) DO UPDATE SET name = excluded.name, entry = excluded.entry,
       body = excluded.body, at = excluded.at, by_name = excluded.by_name`,
  ).run(body.name, entry.sequence, body.headings, json(body.body), entry.at, signerOf(entry));
};

export const loggerImported: Projection<'logger-imported'> = (db, body, entry) => {
  const values: SqlValue[] = [
    body.file,
    entry.sequence,
    body.name,
    body.sha256,
    body.serial,
    body.first,
    body.last,
    json(body.facts),
    json(body.warnings),
    json(body.days),
    body.series,
    idOf(db, 'shipment', body.shipment),
    idOf(db, 'place', body.place),
    body.mapping,
    entry.at,
    entry.printedName,
  ];
  db.prepare(
    `INSERT INTO logger_file (code, entry, name, sha256, serial, first_s, last_s, facts, warnings, days,
       series, shipment, place, mapping, imported_at, imported_by)
     VALUES (${values.map(() => '?').join(', ')})`,
  ).run(...values);
  mention(db, 'logger-file', body.file, entry.sequence);
  if (body.shipment !== null) mention(db, 'shipment', body.shipment, entry.sequence);
  if (body.place !== null) mention(db, 'place', body.place, entry.sequence);
};

export const legJudged: Projection<'leg-judged'> = (db, body, entry) => {
  const kits = body.legs.reduce((sum, leg) => sum + leg.kits.length, 0);
  const values: SqlValue[] = [
    body.excursion,
    entry.sequence,
    body.status,
    body.tier,
    idOf(db, 'logger_file', body.file),
    idOf(db, 'shipment', body.shipment),
    idOf(db, 'place', body.place),
    body.from,
    body.to,
    kits,
    body.lowest,
    body.highest,
    json(body.assessment),
    entry.at,
    entry.printedName,
  ];
  db.prepare(
    `INSERT INTO excursion (code, entry, status, tier, file, shipment, place, from_s, to_s, kits, lowest,
       highest, assessment, opened_at, opened_by)
     VALUES (${values.map(() => '?').join(', ')})`,
  ).run(...values);
  const excursion = idOf(db, 'excursion', body.excursion) as number;
  const supersedes = body.supersedes ?? [];
  for (const code of supersedes) supersede(db, code, excursion, entry);
  body.legs.forEach((leg, position) => addLeg(db, { excursion, position, leg, file: body.file }));
  if (supersedes.length > 0) {
    const enough = body.legs.filter(({ isExhausted }) => !isExhausted);
    for (const number of enough.flatMap(({ kits: numbers }) => numbers)) unlimit(db, number);
  }
  for (const number of new Set(body.legs.flatMap((leg) => leg.kits))) {
    mention(db, 'kit', number, entry.sequence);
  }
  mention(db, 'excursion', body.excursion, entry.sequence);
  if (body.shipment !== null) mention(db, 'shipment', body.shipment, entry.sequence);
  if (body.place !== null) mention(db, 'place', body.place, entry.sequence);
};

/** A judgement without data counts no longer once readings came. */
function supersede(db: SqlDatabase, code: string, successor: number, entry: RecordedIn): void {
  db.prepare('INSERT INTO superseded_excursion VALUES (?, ?)').run(
    idOf(db, 'excursion', code),
    successor,
  );
  mention(db, 'excursion', code, entry.sequence);
}

interface NewLeg {
  readonly excursion: number;
  readonly position: number;
  readonly leg: RecordedLeg;
  readonly file: string | null;
}

function addLeg(db: SqlDatabase, { excursion, position, leg, file }: NewLeg): void {
  for (const { from, to } of leg.windows) {
    db.prepare(
      'INSERT INTO leg (excursion, position, file, from_s, to_s) VALUES (?, ?, ?, ?, ?)',
    ).run(excursion, position, idOf(db, 'logger_file', file), from, to);
    const { id } = db.prepare('SELECT max(id) AS id FROM leg').get() as { id: number };
    const insert = db.prepare('INSERT INTO kit_leg SELECT id, ? FROM kit WHERE number = ?');
    for (const number of leg.kits) insert.run(id, number);
  }
  setBudgets(db, leg.kits, leg);
  if (leg.isExhausted) for (const number of leg.kits) exhaust(db, number);
}

function setBudgets(
  db: SqlDatabase,
  kits: readonly string[],
  budget: {
    readonly remaining: number | null;
    readonly profile: string;
    readonly version: number;
  },
): void {
  const upsert = db.prepare(
    `INSERT INTO kit_budget SELECT id, ?, ?, ? FROM kit WHERE number = ?
     ON CONFLICT (kit) DO UPDATE SET remaining_s = excluded.remaining_s, profile = excluded.profile,
       version = excluded.version`,
  );
  for (const number of kits) upsert.run(budget.remaining, budget.profile, budget.version, number);
}

const onShelf = `state IN ('at-depot', 'at-site')`;

/** Too little is left, or nobody has decided yet: the kit is on no list of usable kits, whatever its state. */
const exhaust = (db: SqlDatabase, number: string): void =>
  db
    .prepare(
      `INSERT INTO kit_limit (kit, place, is_free, is_exhausted, use_by)
         SELECT id, place, ${onShelf}, 1, NULL FROM kit WHERE number = ?
       ON CONFLICT (kit) DO UPDATE SET is_exhausted = 1`,
    )
    .run(number);

/** Enough is left, and no excursion of the kit waits for its decision any more. */
function unlimit(db: SqlDatabase, number: string): void {
  if (openExcursionOf(db, number) !== undefined) return;
  const kit = '(SELECT id FROM kit WHERE number = ?)';
  db.prepare(`DELETE FROM kit_limit WHERE use_by IS NULL AND kit = ${kit}`).run(number);
  db.prepare(`UPDATE kit_limit SET is_exhausted = 0 WHERE kit = ${kit}`).run(number);
}

/** A release: a last day of use can only come nearer, and goes on to count after later releases. */
function limit(db: SqlDatabase, number: string, isExhausted: boolean, useBy: string | null): void {
  if (isExhausted) exhaust(db, number);
  else unlimit(db, number);
  if (useBy === null) return;
  db.prepare(
    `INSERT INTO kit_limit (kit, place, is_free, is_exhausted, use_by)
       SELECT id, place, ${onShelf}, 0, ? FROM kit WHERE number = ?
     ON CONFLICT (kit) DO UPDATE SET use_by = min(coalesce(use_by, excluded.use_by), excluded.use_by)`,
  ).run(epochDayOf(useBy as IsoDate), number);
}

export const excursionDecided: Projection<'excursion-decided'> = (db, body, entry) => {
  db.prepare(
    `UPDATE excursion SET status = ?, decision_entry = ?, decided_at = ?, decided_by = ?
     WHERE code = ?`,
  ).run(body.status, entry.sequence, entry.at, signerOf(entry), body.excursion);
  for (const { kits, outcome, isExhausted, useBy } of body.outcomes) {
    for (const number of kits) {
      if (outcome === 'release') limit(db, number, isExhausted, useBy);
      mention(db, 'kit', number, entry.sequence);
    }
  }
  mention(db, 'excursion', body.excursion, entry.sequence);
};
