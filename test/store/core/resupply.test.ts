import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixed } from '../../builders/resupply-settings.ts';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';

let bench: Bench;
let core: TestCore;
beforeAll(async () => {
  bench = await demonstrationBench();
  core = coreOn(bench);
  await signIn(core, 'priya');
});
afterAll(() => {
  core.close();
  bench.remove();
});

describe('resupply on the threads of a core', () => {
  it('compares a draft with what is in force, the same on every run', async () => {
    const { inForce } = await core.must('resupply.get', {});
    if (inForce === null) throw new Error('the demonstration signs settings');
    const { settings } = inForce;
    const draft = (trigger: number, ceiling: number) => ({
      ...settings,
      study: { ...settings.study, levels: fixed(trigger, ceiling) },
    });
    const question = { settings: draft(20, 24), replicates: 10, nights: 20, seed: 3 };
    const first = await core.must('resupply.compare', { ...question, job: 'nights' });
    expect(first.difference.shipped.mean).toBeGreaterThan(0);
    expect(first.sentByNight.after).toHaveLength(20);
    expect(await core.must('resupply.compare', question)).toEqual(first);
    expect(core.events).toContainEqual(
      expect.objectContaining({ kind: 'progress', job: 'nights', done: 3, total: 3 }),
    );
    const wrong = await core.ask('resupply.compare', { ...question, settings: draft(9, 3) });
    expect(wrong.kind).toBe('refused');
  });

  it('attacks every group of sites with settings of its own', async () => {
    const found = await core.must('resupply.checkLeak', { histories: 2 });
    const named = found.groups.flatMap(({ sites }) => sites);
    expect(new Set(named).size).toBe(10);
    expect(found.groups.length).toBeGreaterThan(1);
  });

  it('makes past runs again from the ledger', async () => {
    const { rows } = await core.must('resupply.runs', {});
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.some(({ adjusted }) => adjusted > 0)).toBe(true);
    expect(rows.every(({ by }) => by === 'Priya Raghavan')).toBe(true);
    for (const { run } of rows) {
      const again = await core.must('resupply.replay', { run });
      expect(again).toMatchObject({ run, agrees: true, ledgerAgrees: true, differences: [] });
    }
    expect((await core.ask('resupply.replay', { run: 'RS-99999' })).kind).toBe('refused');
  });

  it('leaves a proposal in the demonstration that waits for its signature', async () => {
    const { proposal } = await core.must('resupply.pending', {});
    expect(proposal?.sites).toHaveLength(10);
  });
});
