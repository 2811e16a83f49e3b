import { addDays } from '../../../shared/base/iso-date.ts';
import type { IsoDate } from '../../../shared/base/iso-date.ts';
import type { Decided } from '../../../shared/app/record.ts';
import { newNonce, veilIndexes } from '../../../shared/app/veil.ts';
import { openStudy } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import type { Suite } from '../suite.ts';
import { atLeastRate } from '../suite.ts';

const sites = 300;
const types = 10;
const lots = 12;
const kitsInBatch = 28;
const looks = 20;

const siteName = (i: number): string => `X${String(i + 1).padStart(3, '0')}`;
const lotName = (i: number): string => `B-${i + 1}`;
const numberOf = (i: number): string => String(i).padStart(8, '0');

function* stockEvents(study: OpenStudy): Generator<Decided> {
  for (let lot = 0; lot < lots; lot += 1) {
    const expiry = addDays('2026-04-30' as IsoDate, lot * 40);
    yield { event: { kind: 'lot-registered', body: { lot: lotName(lot), expiry } } };
  }
  let made = 0;
  for (let place = 0; place < sites; place += 1) {
    for (let lot = 0; lot < lots; lot += 1) {
      const indexes = Array.from({ length: kitsInBatch }, (_, i) => made + i);
      const nonce = newNonce(study.ports.random);
      const body = {
        lot: lotName(lot),
        place: siteName(place),
        state: 'at-site' as const,
        numbers: indexes.map(numberOf),
        sequences: indexes.map((i) => i + 1),
        nonce,
        veil: veilIndexes(
          study.sealer,
          nonce,
          indexes.map((i) => i % types),
        ),
      };
      yield { event: { kind: 'kits-added', body } };
      made += kitsInBatch;
    }
  }
}

let built: OpenStudy | undefined;

/** 300 sites, ten kit types in twelve lots, and 100,800 kits on the shelves. */
function stocked(): OpenStudy {
  if (built !== undefined) return built;
  const study = openStudy({
    definition: smallStudyText({
      extraSites: Array.from({ length: sites }, (_, i) => siteName(i)),
      extraKitTypes: Array.from({ length: types - 2 }, (_, i) => `extra-${i + 1}`),
    }),
  });
  study.recordNow([...stockEvents(study)]);
  process.once('exit', () => study.close());
  built = study;
  return study;
}

/** One kit into quarantine or out of it: the matrix must notice. */
function change(study: OpenStudy, kit: number): void {
  const number = numberOf(kit);
  const state = study.db
    .prepare('SELECT state FROM kit WHERE number = ?')
    .get<{ state: string }>(number)?.state;
  const isHeld = state === 'quarantined';
  const body = {
    action: isHeld ? ('release' as const) : ('quarantine' as const),
    kits: [number],
    states: [isHeld ? ('at-site' as const) : ('quarantined' as const)],
  };
  study.recordNow([{ event: { kind: 'kits-changed', body } }]);
}

const matrix = () => stocked().must('pharma', 'stock.matrix', {});

async function gate(): Promise<void> {
  const before = await matrix();
  change(stocked(), 17);
  const after = await matrix();
  if (after.total.quarantined !== before.total.quarantined + 1)
    throw new Error('a change is missed');
  change(stocked(), 17);
  const shelf = (row: { readonly available: number; readonly past: number }) =>
    row.available + row.past;
  const counted = (await matrix()).places.reduce((sum, { total }) => sum + shelf(total), 0);
  if (counted !== sites * lots * kitsInBatch) throw new Error(`${counted} kits were counted`);
}

/** The stock matrix through the whole door, each time after a kit has moved. */
export const stockMatrixSuite: Suite = {
  name: 'stock-matrix',
  unit: `matrices of ${sites} sites × ${types} kit types`,
  gate,
  async ours() {
    for (let i = 0; i < looks; i += 1) {
      change(stocked(), i * 5003);
      await matrix();
    }
    return looks;
  },
  goals: [atLeastRate(20, 'a matrix within 50 ms of a change')],
};
