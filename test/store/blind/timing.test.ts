// Requirements: TRU-06
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import type { KnownStudy } from '../../builders/blind/known.ts';
import { twoStudies } from '../../builders/blind/two-studies.ts';
import type { TwoStudies } from '../../builders/blind/two-studies.ts';

const isLong = process.env['CACHET_LONG'] !== undefined;

let studies: TwoStudies;
beforeAll(async () => {
  if (isLong) studies = await twoStudies('timing');
});
afterAll(() => studies?.close());

const batches = 15;
const asksInBatch = 20;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Microseconds an answer takes in the middle. */
async function batch({ study }: KnownStudy, name: ProcedureName, input: object): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < asksInBatch; i += 1) {
    const start = performance.now();
    await study.console.dispatch({ name, input });
    times.push((performance.now() - start) * 1000);
  }
  return median(times);
}

const asked: readonly (readonly [ProcedureName, (study: KnownStudy) => object])[] = [
  ['kits.page', () => ({ limit: 500 })],
  ['kits.get', ({ given }) => ({ number: given[0] })],
  ['subjects.get', () => ({ subject: '1003' })],
  ['subjects.page', () => ({ limit: 500 })],
  ['stock.matrix', () => ({})],
  ['today.get', () => ({})],
  ['trail.page', () => ({ limit: 500 })],
  ['lots.page', () => ({})],
];

/** How long an answer takes must not go with the arms: long suites only, since nothing here is certain. */
describe.runIf(isLong)('the time of an answer', () => {
  it.each(asked)(
    '%s differs between the studies no more than within one',
    async (name, inputOf) => {
      const { one, other } = studies;
      for (const { study } of [one, other]) await study.console.as('helen');
      await batch(one, name, inputOf(one));
      await batch(other, name, inputOf(other));
      const [first, second]: [number[], number[]] = [[], []];
      for (let i = 0; i < batches; i += 1) {
        first.push(await batch(one, name, inputOf(one)));
        second.push(await batch(other, name, inputOf(other)));
      }
      const spread = Math.max(...first) - Math.min(...first);
      expect(Math.abs(median(first) - median(second))).toBeLessThanOrEqual(spread);
    },
  );
});
