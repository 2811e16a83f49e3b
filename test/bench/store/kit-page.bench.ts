import type { Suite } from '../suite.ts';
import { atLeastRate } from '../suite.ts';
import { benchSize, benchStore, quantile } from './bench-store.ts';

const pages = 200;
const limit = 100;

const offsets = Array.from({ length: pages }, (_, i) => ((i * 7919) % 100) * limit);

const throughTheDoor = (offset: number) =>
  benchStore().must('pharma', 'kits.page', { offset, limit });

/** The same rows by one statement, ids first: no door, no parse, no unveiling, no scope of places. */
const bare = (offset: number): readonly { readonly number: string }[] =>
  benchStore()
    .db.prepare(
      `SELECT kit.number, kit.sequence, kit.state, place.code AS place, lot.code AS lot,
         kit.expiry_day, subject.code AS subject, kit.veil, kit_batch.nonce, kit.batch_position
       FROM kit JOIN lot ON lot.id = kit.lot JOIN kit_batch ON kit_batch.id = kit.batch
         JOIN place ON place.id = kit.place LEFT JOIN subject ON subject.id = kit.subject
       WHERE kit.id IN (SELECT id FROM kit ORDER BY number LIMIT ? OFFSET ?)
       ORDER BY kit.number`,
    )
    .all<{ readonly number: string }>(limit, offset);

async function gate(): Promise<void> {
  for (const offset of [0, 5000, 0]) {
    const ours = (await throughTheDoor(offset)).rows.map(({ number }) => number);
    const floor = bare(offset).map(({ number }) => number);
    if (JSON.stringify(ours) !== JSON.stringify(floor))
      throw new Error(`page at ${offset} differs`);
  }
}

/** Any first page of the screens, measured once each in milliseconds, warm. */
const screens = [
  ['kits.page', { sort: 'expiry' }],
  ['kits.page', { sort: 'status' }],
  ['kits.page', { place: 'S001' }],
  ['kits.page', { status: ['at-site'], sort: 'place' }],
  ['kits.page', { kitType: 'rescue' }],
  ['kits.summary', {}],
  ['subjects.page', {}],
  ['trail.page', {}],
  ['trail.page', { kind: 'kits-sent' }],
  ['trail.kinds', {}],
  ['today.get', {}],
  ['study.places', {}],
] as const;

async function notes(): Promise<string[]> {
  const lines: string[] = [];
  for (const [name, input] of screens) {
    const times: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const start = performance.now();
      await benchStore().must('pharma', name, input as never);
      times.push(performance.now() - start);
    }
    const first = times[0]?.toFixed(1);
    lines.push(
      `${name} ${JSON.stringify(input)}: first ${first} ms, then ${quantile(times.slice(1), 0.5).toFixed(1)} ms`,
    );
  }
  return lines;
}

/** A page of the kit list through the whole core, at a million kits, against the bare indexed SELECT. */
export const kitPageSuite: Suite = {
  name: 'store-kit-page',
  unit: `pages of ${limit} of ${benchSize.kits} kits`,
  gate,
  async ours() {
    for (const offset of offsets) await throughTheDoor(offset);
    return pages;
  },
  floor: {
    name: 'one prepared SELECT of the same rows',
    run() {
      for (const offset of offsets) bare(offset);
      return pages;
    },
  },
  goals: [atLeastRate(20, 'a page within 50 ms')],
  notes,
};
