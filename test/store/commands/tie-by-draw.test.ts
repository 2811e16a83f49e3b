// Requirements: SUP-05
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';

let bench: Bench;
let core: TestCore;

beforeAll(async () => {
  bench = await demonstrationBench();
  core = coreOn(bench);
  await signIn(core);
});
afterAll(() => {
  core.close();
  bench.remove();
});

interface Seen {
  readonly sequence: number;
  readonly expiry: string;
}

/**
 * What somebody would conclude who thinks that kits of one expiry go in the order of their sequence: a free kit that
 * stands before the one dispensed must be of another type. Returns how many of the conclusions are wrong.
 */
function wrongConclusions(
  chosen: Seen & { readonly kitType: string | null },
  free: readonly (Seen & { readonly kitType: string | null })[],
): number {
  return free.filter(
    (kit) =>
      kit.expiry === chosen.expiry &&
      kit.sequence < chosen.sequence &&
      kit.kitType === chosen.kitType,
  ).length;
}

it('breaks ties so that a passed-over kit tells nothing of types', async () => {
  const { definition } = (await core.must('study.get', {})) as unknown as {
    definition: StudyDefinition;
  };
  const quantities = definition.kitTypes.map(({ id }) => ({ kitType: id as string, count: 20 }));
  const { numbers } = await core.must('kits.send', { from: 'central', to: 'S001', quantities });
  await core.must('kits.receive', { place: 'S001', numbers });
  let wrong = 0;
  for (let i = 0; i < 12; i += 1) {
    const { rows } = await core.must('kits.page', {
      place: 'S001',
      status: ['at-site'],
      limit: 500,
    });
    const given = await core.must('subjects.allocate', {
      subject: `TIE-${i}`,
      site: 'S001',
      consent: { version: '2.0', at: '2026-01-05T09:00:00+01:00' },
      gates: definition.gates.eligibility.map(({ id }) => id as string),
      factors: { age: '47', 'prior-therapy': 'none' },
    });
    for (const { number } of given.kits) {
      const chosen = rows.find((row) => row.number === number);
      if (chosen !== undefined) wrong += wrongConclusions(chosen, rows);
    }
  }
  // By sequence every conclusion would be right, and the arms would come apart.
  expect(wrong).toBeGreaterThan(10);
});
