import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

export const manufacturingLotRegistered: Projection<'manufacturing-lot-registered'> = (
  db,
  body,
  entry,
) => {
  db.prepare(
    'INSERT INTO manufacturing_lot (code, expiry_day, retest_day, entry) VALUES (?, ?, ?, ?)',
  ).run(
    body.lot,
    epochDayOf(body.expiry as IsoDate),
    body.retest === null ? null : epochDayOf(body.retest as IsoDate),
    entry.sequence,
  );
  mention(db, 'manufacturing-lot', body.lot, entry.sequence);
};

export const lotRegistered: Projection<'lot-registered'> = (db, body, entry) => {
  const day = epochDayOf(body.expiry as IsoDate);
  db.prepare(
    'INSERT INTO lot (code, expiry_day, status, retest_day, label_group) VALUES (?, ?, ?, ?, ?)',
  ).run(
    body.lot,
    day,
    body.status ?? 'released',
    body.retest === undefined ? null : epochDayOf(body.retest as IsoDate),
    body.labelGroup ?? null,
  );
  const { id } = db.prepare('SELECT id FROM lot WHERE code = ?').get(body.lot) as { id: number };
  db.prepare('INSERT INTO lot_dating (lot, expiry_day) VALUES (?, ?)').run(id, day);
  const join = db.prepare(
    'INSERT INTO lot_member SELECT ?, id FROM manufacturing_lot WHERE code = ?',
  );
  for (const member of body.members ?? []) {
    join.run(id, member);
    mention(db, 'manufacturing-lot', member, entry.sequence);
  }
  mention(db, 'lot', body.lot, entry.sequence);
};

/** Kits of a lot that is not released are kept from use, whatever their own state. */
export const lotStatusSet: Projection<'lot-status-set'> = (db, body, entry) => {
  const held = body.status === 'released' ? 0 : 1;
  for (const lot of body.lots) {
    db.prepare('UPDATE lot SET status = ? WHERE code = ?').run(body.status, lot);
    db.prepare(
      `UPDATE kit SET block = (block & 2) | ?
       WHERE lot = (SELECT id FROM lot WHERE code = ?) AND (block & 1) <> ?`,
    ).run(held, lot, held);
    mention(db, 'lot', lot, entry.sequence);
  }
};

export const lotsGrouped: Projection<'lots-grouped'> = (db, body, entry) => {
  for (const lot of body.lots) {
    db.prepare('UPDATE lot SET label_group = ? WHERE code = ?').run(body.group, lot);
    mention(db, 'lot', lot, entry.sequence);
  }
};

/** The block of a kit that comes into a lot now. */
export const blockOfLot = (db: SqlDatabase, lot: number): number =>
  db.prepare('SELECT status FROM lot WHERE id = ?').get<{ status: string }>(lot)?.status ===
  'released'
    ? 0
    : 1;
