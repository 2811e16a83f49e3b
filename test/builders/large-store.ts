import type { Decided } from '../../shared/app/record.ts';
import { newNonce, veilIndexes } from '../../shared/app/veil.ts';
import { addDays } from '../../shared/base/iso-date.ts';
import type { IsoDate } from '../../shared/base/iso-date.ts';
import { toHex } from '../../shared/base/hex.ts';
import { demonstrationText, openStudy, people } from './open-study.ts';
import type { OpenStudy } from './open-study.ts';

export interface LargeStoreSize {
  readonly kits: number;
  readonly entries: number;
  readonly subjects: number;
}

/** The size that the figures of the product are stated for. */
export const millionSize: LargeStoreSize = {
  kits: 1_000_000,
  entries: 1_000_000,
  subjects: 10_000,
};

const lots = 20;
const kitsInBatch = 5000;
const entriesAtOnce = 20_000;
const siteCount = 80;
const spareSlots = 20_000;
const numberSpace = 10_000_000;

/** Numbers without order and without repetition: a multiplication modulo the space with a step prime to it. */
export const largeKitNumber = (index: number): string =>
  String((index * 7_368_787 + 1_234_567) % numberSpace).padStart(7, '0');

export const largeSite = (index: number): string =>
  `S${String((index % siteCount) + 1).padStart(3, '0')}`;

const lotName = (lot: number): string => `L-${String(lot + 1).padStart(2, '0')}`;

const event = <K extends Decided['event']['kind']>(
  kind: K,
  body: Extract<Decided['event'], { kind: K }>['body'],
): Decided => ({ event: { kind, body } as Decided['event'] });

function* lotEvents(): Generator<Decided> {
  for (let lot = 0; lot < lots; lot += 1) {
    const expiry = addDays('2026-09-30' as IsoDate, lot * 45);
    yield event('lot-registered', { lot: lotName(lot), expiry });
  }
}

function* kitEvents(study: OpenStudy, kits: number): Generator<Decided> {
  const { random } = study.ports;
  for (let first = 0; first < kits; first += kitsInBatch) {
    const count = Math.min(kitsInBatch, kits - first);
    const indexes = Array.from({ length: count }, (_, i) => first + i);
    const nonce = newNonce(random);
    yield event('kits-added', {
      lot: lotName(Math.floor((first / kits) * lots)),
      place: 'central',
      state: 'at-depot',
      numbers: indexes.map(largeKitNumber),
      sequences: indexes.map((i) => i + 1),
      nonce,
      veil: veilIndexes(
        study.sealer,
        nonce,
        indexes.map((i) => i % 3),
      ),
    });
  }
}

function* listEvents(study: OpenStudy, subjects: number): Generator<Decided> {
  const { random } = study.ports;
  const nonce = newNonce(random);
  const slots = subjects * 2 + spareSlots;
  const arms = Array.from({ length: slots }, (_, i) => i % 2);
  yield event('list-generated', {
    list: 'MAIN',
    procedure: 'pbd',
    stratifyBy: [],
    strata: [
      {
        key: 'all',
        words: 'All subjects',
        slots,
        nonce,
        veil: veilIndexes(study.sealer, nonce, arms),
      },
    ],
    digest: toHex(random.bytes(32)),
    merkleRoot: toHex(random.bytes(32)),
    engine: 'fixture',
  });
  yield event('list-verified', { list: 'MAIN', concordant: true, checks: [] });
  yield signed(study, 'stat', false);
  yield signed(study, 'pharma', true);
}

function signed(study: OpenStudy, user: 'stat' | 'pharma', locks: boolean): Decided {
  const { instant, offsetMinutes } = study.clock.now();
  return {
    ...event('list-signed', { list: 'MAIN', locks }),
    signature: {
      user,
      printedName: people[user].printedName,
      role: people[user].role,
      meaning: 'I approve',
      at: instant,
      offsetMinutes,
      digest: toHex(study.ports.random.bytes(32)),
    },
  };
}

/** The kit after `index` in a walk through all kits that mixes lots: most go to a site, few come back. */
const kitOfMove = (index: number, kits: number): string => largeKitNumber((index * 10_007) % kits);

function* subjectEvents(subjects: number, kits: number): Generator<Decided> {
  for (let i = 0; i < subjects; i += 1) {
    const place = largeSite(i);
    const kit = kitOfMove(i, kits);
    const subject = `${place}-${String(i).padStart(5, '0')}`;
    yield event('kits-received', { place: 'central', kits: [kit], note: '' });
    yield event('kits-received', { place, kits: [kit], note: '' });
    yield event('subject-randomized', {
      subject,
      site: place,
      randomizationNumber: `R${i + 1}`,
      list: 'MAIN',
      stratum: 'all',
      position: i + 1,
      visit: 'V2',
      kits: [kit],
      consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
      gates: ['I1', 'I2', 'E1', 'E2'],
      factors: { age: '50' },
    });
  }
}

/** Single-kit movements and sign-ins until the ledger has its size. */
function* dailyEvents(size: LargeStoreSize, wanted: number): Generator<Decided> {
  let made = 0;
  for (let i = size.subjects; made < wanted; i += 1) {
    const kit = kitOfMove(i, size.kits);
    const place = largeSite(i);
    const story = [
      event('kits-received', { place: 'central', kits: [kit], note: '' }),
      event('signed-in', { user: 'depot' }),
      event('kits-received', { place, kits: [kit], note: '' }),
      event('signed-in', { user: 'site' }),
      ...(i % 7 === 0
        ? [event('kits-changed', { action: 'quarantine', kits: [kit], states: ['quarantined'] })]
        : []),
    ].slice(0, wanted - made);
    yield* story;
    made += story.length;
  }
}

function recordAll(study: OpenStudy, decided: Iterable<Decided>): number {
  let batch: Decided[] = [];
  let recorded = 0;
  const flush = (): void => {
    if (batch.length > 0) study.recordNow(batch, 'pharma');
    recorded += batch.length;
    batch = [];
    study.clock.advanceDays(0.25);
  };
  for (const item of decided) {
    batch.push(item);
    if (batch.length === entriesAtOnce) flush();
  }
  flush();
  return recorded;
}

/**
 * The demonstration study grown to a size, every row through the ledger and its projections: kits of three types
 * in twenty lots, most at the depot, some on the shelves of 80 sites. A million of each takes minutes.
 */
export function largeStore(size: LargeStoreSize = millionSize): OpenStudy {
  const study = openStudy({ definition: demonstrationText() });
  let entries = study.db
    .prepare('SELECT max(sequence) AS entries FROM ledger')
    .get<{ entries: number }>()?.entries as number;
  entries += recordAll(study, lotEvents());
  entries += recordAll(study, kitEvents(study, size.kits));
  entries += recordAll(study, listEvents(study, size.subjects));
  entries += recordAll(study, subjectEvents(size.subjects, size.kits));
  recordAll(study, dailyEvents(size, size.entries - entries));
  return study;
}
