import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { newLane, report } from '../lane.ts';
import type { Lane } from '../lane.ts';
import { anchorPath } from './attacker.ts';
import { recipes, rewriteWithAnchor } from './recipes.ts';

let original: Bench;
let other: Bench;
let lane: Lane;
beforeAll(async () => {
  [original, other] = [await demonstrationBench(), await demonstrationBench()];
});
afterAll(() => {
  original.remove();
  other.remove();
});
beforeEach(() => {
  lane = newLane(original);
});
afterEach(() => lane.remove());

/** What catches the state of the study: the refused sign-in, the failing checks, or nothing. */
async function catchers(): Promise<readonly string[]> {
  const core = coreOn(lane);
  try {
    const reply = await signIn(core);
    if (reply.kind !== 'ok') return [reply.kind === 'refused' ? reply.refusal.rule : reply.kind];
    const verified = await core.ask('trail.verify', {});
    if (verified.kind === 'refused') return [verified.refusal.rule];
    if (verified.kind !== 'ok') return [verified.kind];
    return verified.value.checks.filter(({ passed }) => !passed).map(({ check }) => check);
  } finally {
    core.close();
  }
}

describe.each(recipes(() => other))('$name', ({ name, tamper, caughtBy }) => {
  it(`is caught: ${caughtBy.join(' or ')}`, async () => {
    await tamper(lane, true);
    const caught = await catchers();
    report(`tamper: ${name}: ${caught.join(', ')}`);
    expect(caughtBy).toEqual(expect.arrayContaining([...caught]));
    expect(caught).not.toEqual([]);
  });

  it('passes without the harm (control)', async () => {
    await tamper(lane, false);
    expect(await catchers()).toEqual([]);
  });
});

describe('a rewrite with all local keys and the local anchor', () => {
  it('is caught by a checkpoint that was kept outside this machine, and by that alone', async () => {
    const outside = join(lane.folder, 'outside.json');
    copyFileSync(anchorPath(lane), outside);
    await rewriteWithAnchor(lane, true);
    expect(await catchers()).toEqual([]);
    copyFileSync(outside, anchorPath(lane));
    expect(await catchers()).toEqual(['store-rewritten']);
  });
});
