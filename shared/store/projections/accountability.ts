import type { SignatureRecord } from '../../ledger/entry.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection, RecordedIn } from './projection.ts';

const placeIdOf = (db: SqlDatabase, code: string): number =>
  (db.prepare('SELECT id FROM place WHERE code = ?').get(code) as { id: number }).id;

const setState = (db: SqlDatabase, number: string, state: string, entry: RecordedIn): number => {
  const kit = db.prepare('UPDATE kit SET state = ? WHERE number = ? RETURNING id');
  mention(db, 'kit', number, entry.sequence);
  return (kit.get<{ id: number }>(state, number) as { id: number }).id;
};

export const unitsReturned: Projection<'units-returned'> = (db, body, entry) => {
  const place = placeIdOf(db, body.place);
  const insert = db.prepare(
    `INSERT INTO kit_return (kit, place, returned, lost, at, offset_minutes, user, printed_name, entry)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  body.kits.forEach((number, i) => {
    const kit = setState(db, number, body.states[i] as string, entry);
    insert.run(
      kit,
      place,
      body.returned[i] as number,
      body.lost[i] as number,
      entry.at,
      entry.offsetMinutes,
      entry.user,
      entry.printedName,
      entry.sequence,
    );
  });
  mention(db, 'subject', body.subject, entry.sequence);
  mention(db, 'place', body.place, entry.sequence);
};

const returnOf = '(SELECT id FROM kit WHERE number = ?)';

export const unitsCountedAgain: Projection<'units-counted-again'> = (db, body, entry) => {
  const update = db.prepare(
    `UPDATE kit_return SET second = ?, second_at = ?, second_user = ?, second_name = ?
     WHERE kit = ${returnOf}`,
  );
  body.kits.forEach((number, i) => {
    update.run(body.counted[i] as number, entry.at, entry.user, entry.printedName, number);
    mention(db, 'kit', number, entry.sequence);
  });
  mention(db, 'place', body.place, entry.sequence);
};

export const unitsCorrected: Projection<'units-corrected'> = (db, body, entry) => {
  db.prepare(
    `UPDATE kit_return SET returned = ?, lost = ?, corrections = corrections + 1
     WHERE kit = ${returnOf}`,
  ).run(body.returned, body.lost, body.kit);
  mention(db, 'kit', body.kit, entry.sequence);
};

export const kitsDestroyed: Projection<'kits-destroyed'> = (db, body, entry) => {
  const witness = entry.signature as SignatureRecord;
  db.prepare(
    `INSERT INTO destruction (code, entry, place, method, destroyed_on, note, at, offset_minutes,
       printed_name, witness_name, witness_meaning, witness_at, kits)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    body.destruction,
    entry.sequence,
    placeIdOf(db, body.place),
    body.method,
    body.on,
    body.note,
    entry.at,
    entry.offsetMinutes,
    entry.printedName,
    witness.printedName,
    witness.meaning,
    witness.at,
    body.kits.length,
  );
  const { id } = db.prepare('SELECT id FROM destruction WHERE code = ?').get(body.destruction) as {
    id: number;
  };
  const insert = db.prepare('INSERT INTO destroyed_kit VALUES (?, ?, ?)');
  body.kits.forEach((number, i) => {
    insert.run(setState(db, number, 'destroyed', entry), id, body.units[i] ?? null);
  });
  mention(db, 'destruction', body.destruction, entry.sequence);
  mention(db, 'place', body.place, entry.sequence);
};

export const discrepancyRaised: Projection<'discrepancy-raised'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO discrepancy (code, entry, place, kit, subject, what, owner, raised_at, raised_name, status)
     VALUES (?, ?, ?, ${returnOf}, (SELECT id FROM subject WHERE code = ?), ?, ?, ?, ?, 'open')`,
  ).run(
    body.discrepancy,
    entry.sequence,
    placeIdOf(db, body.place),
    body.kit,
    body.subject,
    body.what,
    body.owner,
    entry.at,
    entry.printedName,
  );
  mention(db, 'discrepancy', body.discrepancy, entry.sequence);
  mention(db, 'place', body.place, entry.sequence);
  if (body.kit !== null) mention(db, 'kit', body.kit, entry.sequence);
  if (body.subject !== null) mention(db, 'subject', body.subject, entry.sequence);
};

export const discrepancyResolved: Projection<'discrepancy-resolved'> = (db, body, entry) => {
  db.prepare(
    `UPDATE discrepancy SET status = 'resolved', resolution = ?, resolved_at = ?, resolved_name = ?
     WHERE code = ?`,
  ).run(body.resolution, entry.at, entry.printedName, body.discrepancy);
  mention(db, 'discrepancy', body.discrepancy, entry.sequence);
};

export const accountabilitySigned: Projection<'accountability-signed'> = (db, body, entry) => {
  const signature = entry.signature as SignatureRecord;
  db.prepare(
    `INSERT INTO account_signature (entry, place, from_day, until_day, part, digest, user,
       printed_name, role, meaning, at, offset_minutes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.sequence,
    placeIdOf(db, body.place),
    body.from,
    body.until,
    body.part,
    signature.digest,
    signature.user,
    signature.printedName,
    signature.role,
    signature.meaning,
    signature.at,
    signature.offsetMinutes,
  );
  mention(db, 'place', body.place, entry.sequence);
};
