import { cryptoRandom } from '../../../electron/node/crypto-random.ts';
import { unbiasedDraw } from '../../../shared/app/unbiased-draw.ts';
import { pickKits } from '../../../shared/app/kit-pick/pick-kits.ts';
import type { PickRequest } from '../../../shared/app/kit-pick/pick-kits.ts';
import { epochDayOf } from '../../../shared/base/iso-date.ts';
import type { IsoDate } from '../../../shared/base/iso-date.ts';
import { largeSite } from '../../builders/large-store.ts';
import type { Suite } from '../suite.ts';
import { atLeastRate } from '../suite.ts';
import { benchSize, benchStore, quantile } from './bench-store.ts';

const picks = 4000;
const types = ['capsules-active', 'capsules-placebo', 'rescue'] as const;
const day = '2026-03-20' as IsoDate;

let places: ReadonlyMap<string, number> = new Map();

function requestOf(index: number): PickRequest {
  const site = largeSite(index * 13);
  const type = index % types.length;
  return {
    place: { id: places.get(site) as number, name: site },
    kitType: { index: type, name: types[type] as string },
    count: 1,
    day: epochDayOf(day),
    wanted: {
      purpose: 'dispense',
      day,
      doNotDays: 35,
      origin: 'study',
      isBoundaryDayAllowed: true,
    },
    tie: 'sequence',
    except: new Set(),
  };
}

const requests: PickRequest[] = [];
const draw = unbiasedDraw(cryptoRandom);

function pick(request: PickRequest): string {
  const picked = pickKits({ ...benchStore(), draw }, request);
  if (!picked.ok) throw new Error(picked.error.message);
  return picked.value.kits[0]?.number as string;
}

/** The kits that may be taken, by reading everything at the place: of the type, first to expire. */
function rightKits({ place, kitType }: PickRequest): readonly string[] {
  const { db, sealer } = benchStore();
  const rows = db
    .prepare(
      `SELECT number, veil, nonce, batch_position AS position, expiry_day AS expiry FROM kit
       JOIN kit_batch ON kit_batch.id = kit.batch
       WHERE +kit.place = ? AND kit.state = 'at-site' ORDER BY +expiry_day`,
    )
    .all<{ number: string; veil: number; nonce: string; position: number; expiry: number }>(
      place.id,
    )
    .filter((row) => (row.veil ^ sealer.veilByte(row.nonce, row.position)) === kitType.index);
  return rows.filter(({ expiry }) => expiry === rows[0]?.expiry).map(({ number }) => number);
}

function gate(): void {
  const { db } = benchStore();
  const rows = db.prepare('SELECT code, id FROM place').rows() as unknown as [string, number][];
  places = new Map(rows);
  requests.push(...Array.from({ length: picks }, (_, i) => requestOf(i)));
  for (const request of requests.slice(0, 3)) {
    if (!rightKits(request).includes(pick(request))) throw new Error('not the first-expiring kit');
  }
}

function notes(): string[] {
  const times = requests.map((request) => {
    const start = performance.now();
    pick(request);
    return (performance.now() - start) * 1000;
  });
  const [median, p99] = [0.5, 0.99].map((q) => quantile(times, q).toFixed(0));
  return [`one pick: median ${median} µs, p99 ${p99} µs`];
}

/** The first-expiring kit of a type at a site with its reasons, against the bare read of the same index. */
export const firstExpiringSuite: Suite = {
  name: 'store-first-expiring',
  unit: `picks among ${benchSize.kits} kits`,
  gate,
  ours() {
    for (const request of requests) pick(request);
    return picks;
  },
  floor: {
    name: 'one prepared SELECT of 16 rows of the index',
    run() {
      const statement = benchStore().db.prepare(
        `SELECT id, expiry_day, sequence, veil, batch, batch_position FROM kit
         WHERE place = ? AND state IN ('at-depot', 'at-site')
         ORDER BY expiry_day, sequence LIMIT 16`,
      );
      for (const { place } of requests) statement.rows(place.id);
      return picks;
    },
  },
  goals: [atLeastRate(20_000, 'a pick within 50 µs')],
  notes,
};
