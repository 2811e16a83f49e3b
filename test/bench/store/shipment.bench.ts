import { openStudy } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import type { Suite } from '../suite.ts';
import { atMostSeconds } from '../suite.ts';

const kitsInShipment = 500;
const kitsInStudy = 20_000;
/** There and back again, so that no number of rounds runs out of kits. */
const ends = ['central', 'second'] as const;
let rounds = 0;

let study: OpenStudy | undefined;

async function stocked(): Promise<OpenStudy> {
  if (study !== undefined) return study;
  study = openStudy();
  await study.must('pharma', 'lots.register', { lot: 'L-1', expiry: '2028-05-31' });
  const quantities = ['kit-active', 'kit-placebo'].map((kitType) => ({
    kitType,
    count: kitsInStudy / 2,
  }));
  await study.must('pharma', 'kits.generate', { lot: 'L-1', place: 'central', quantities });
  return study;
}

/** From the request to the last kit received; the slowest commit on the way in seconds. */
async function ship(): Promise<number> {
  const { must } = await stocked();
  let slowest = 0;
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const start = performance.now();
    const value = await work;
    slowest = Math.max(slowest, (performance.now() - start) / 1000);
    return value;
  };
  const lines = ['kit-active', 'kit-placebo'].map((kitType) => ({
    kitType,
    count: kitsInShipment / 2,
  }));
  const [from, to] = rounds % 2 === 0 ? ends : ([ends[1], ends[0]] as const);
  rounds += 1;
  const { shipment } = await must('pharma', 'shipments.request', { from, to, lines });
  await must('pharma', 'shipments.approve', { shipment });
  const { kits } = await must('pharma', 'shipments.proposePick', { shipment });
  const numbers = kits.map(({ number }) => number);
  await timed(must('pharma', 'shipments.pick', { shipment, numbers }));
  await must('pharma', 'shipments.pack', { shipment });
  await timed(must('pharma', 'shipments.dispatch', { shipment, carrier: 'Courier' }));
  const judged = numbers.map((number) => ({ number, condition: 'acceptable' as const }));
  const input = { shipment, kits: judged, logger: 'none' as const };
  const received = await timed(must('pharma', 'shipments.receive', input));
  if (received.received !== kitsInShipment || received.open !== 0) {
    throw new Error('a shipment did not arrive whole');
  }
  return slowest;
}

/** A shipment of 500 kits through its life: each of its commits stays under a second. */
export const shipmentSuite: Suite = {
  name: 'shipment',
  unit: `shipments of ${kitsInShipment} kits, from request to receipt`,
  async gate() {
    const slowest = await ship();
    if (slowest > 1) throw new Error(`a commit of a shipment took ${slowest.toFixed(2)} s`);
  },
  async ours() {
    await ship();
    return 1;
  },
  goals: [atMostSeconds(1.5, 'a whole shipment within 1.5 s')],
  async notes() {
    return [`slowest commit (pick, dispatch or receipt): ${((await ship()) * 1000).toFixed(0)} ms`];
  },
  close() {
    study?.close();
    study = undefined;
  },
};
