// Requirements: PLT-04
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migration0070 } from '../../../shared/store/migrations/0070-accountability.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeAll(async () => {
  study = await runningStudy();
});
afterAll(() => study.close());

const moves = () =>
  study.db
    .prepare('SELECT entry, kit, direction, place, units FROM kit_move ORDER BY 1, 2, 3')
    .rows();

/** One kit in good order, one missing, one that no list named. */
async function shipWithSurprises(): Promise<void> {
  const lines = [{ kitType: 'kit-active', count: 2 }];
  const asked = { from: 'central', to: 'S003', lines };
  const { shipment } = await study.must('pharma', 'shipments.request', asked);
  await study.must('pharma', 'shipments.approve', { shipment });
  const { kits } = await study.must('pharma', 'shipments.proposePick', { shipment });
  const numbers = kits.map(({ number }) => number) as [string, string];
  await study.must('pharma', 'shipments.pick', { shipment, numbers });
  await study.must('pharma', 'shipments.pack', { shipment });
  await study.must('pharma', 'shipments.dispatch', { shipment, carrier: 'Courier' });
  const { rows } = await study.must('pharma', 'kits.page', {
    place: 'S001',
    status: ['at-site'],
    limit: 1,
  });
  await study.must('pharma', 'shipments.receive', {
    shipment,
    kits: [
      { number: numbers[0], condition: 'acceptable' },
      { number: numbers[1], condition: 'missing' },
    ],
    extra: rows.map(({ number }) => number),
    logger: 'none',
  });
}

it('finds the movements of an older study as they would have been recorded', async () => {
  await shipWithSurprises();
  const recorded = moves();
  expect(new Set(recorded.map((row) => row[2]))).toEqual(new Set(['in', 'out']));
  study.db.exec(`
    DROP TABLE kit_move; DROP TABLE kit_return; DROP TABLE destroyed_kit; DROP TABLE destruction;
    DROP TABLE discrepancy; DROP TABLE account_signature; DROP INDEX shipment_kit_away;
    ALTER TABLE kit_batch DROP COLUMN place; ALTER TABLE kit_batch DROP COLUMN state;
    ALTER TABLE dispensed_kit DROP COLUMN units;
    ${migration0070.sql}`);
  expect(moves()).toEqual(recorded);
  const { places } = await study.must('pharma', 'accountability.places', {});
  expect(places.flatMap(({ imbalances }) => imbalances)).toEqual([]);
});
