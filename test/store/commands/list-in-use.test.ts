import { afterEach, expect, it } from 'vitest';
import { lockList } from '../../builders/list-life.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';

let study: OpenStudy;
afterEach(() => study.close());

const inUse = async (): Promise<readonly string[]> =>
  (await study.must('site', 'randomization.lists', {})).lists
    .filter((card) => card.inUse === true)
    .map(({ list }) => list);

it('marks the list by which the next subject is randomized: the first made of those locked', async () => {
  study = openStudy();
  for (const list of ['FIRST', 'SECOND']) {
    await study.must('stat', 'randomization.generate', {
      list,
      parameters: { blocks: [4] },
      stratifyBy: [],
      slotsPerStratum: 8,
    });
  }
  expect(await inUse()).toEqual([]);
  await lockList(study, 'SECOND');
  expect(await inUse()).toEqual(['SECOND']);
  await lockList(study, 'FIRST');
  expect(await inUse()).toEqual(['FIRST']);
  const reason = 'Replaced.';
  const signature = signatureOf('stat');
  await study.must('stat', 'randomization.retire', { list: 'FIRST', reason, signature });
  expect(await inUse()).toEqual(['SECOND']);
});
