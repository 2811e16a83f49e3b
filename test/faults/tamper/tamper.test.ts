// Requirements: TRU-09
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationBench, newDemonstrationBench } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { figure } from '../figures.ts';
import { newLane } from '../lane.ts';
import type { Lane } from '../lane.ts';
import { anchorPath } from './attacker.ts';
import { catchers } from './catchers.ts';
import { downgrade, recipes, rewriteWithAnchor } from './recipes.ts';
import { wayBackRecipes } from './way-back.ts';

let original: Bench;
let other: Bench;
let lane: Lane;
beforeAll(async () => {
  [original, other] = [await demonstrationBench(), await newDemonstrationBench()];
});
/** What caught each recipe that was caught, and how many controls passed. */
const found = new Map<string, readonly string[]>();
let controls = 0;
afterAll(() => {
  for (const [name, caught] of found) {
    figure({ what: `tamper: ${name}`, runs: '1 and its control', result: caught.join(', ') });
  }
  figure({
    what: 'tampering',
    runs: `${found.size} recipes and ${controls} controls`,
    result: 'all caught, all controls pass',
  });
  original.remove();
  other.remove();
});
beforeEach(() => {
  lane = newLane(original);
});
afterEach(() => lane.remove());

const all = [...recipes(() => other), ...wayBackRecipes];

describe.each(all)('$name', ({ name, tamper, caughtBy, attempt = catchers }) => {
  it(`is caught: ${caughtBy.join(' or ')}`, async () => {
    await tamper(lane, true);
    const caught = await attempt(lane);
    expect(caughtBy).toEqual(expect.arrayContaining([...caught]));
    expect(caught).not.toEqual([]);
    found.set(name, caught);
  });

  it('passes without the harm (control)', async () => {
    await tamper(lane, false);
    expect(await attempt(lane)).toEqual([]);
    controls += 1;
  });
});

describe('a rewrite with all local keys and the local anchor', () => {
  it('is caught by a checkpoint that was kept outside this machine, and by that alone', async () => {
    const outside = join(lane.folder, 'outside.json');
    copyFileSync(anchorPath(lane), outside);
    await rewriteWithAnchor(lane, true);
    expect(await catchers(lane)).toEqual([]);
    copyFileSync(outside, anchorPath(lane));
    expect(await catchers(lane)).toEqual(['store-rewritten']);
  });
});

// A known gap, listed in RESULTS.md: the migration that fails ends in an incident and leaves the file open.
describe('a downgraded schema', () => {
  it('is refused in words, and the file can be opened again', async () => {
    await downgrade(lane, true);
    expect(await catchers(lane)).toEqual(['schema-damaged']);
    expect(await catchers(lane)).toEqual(['schema-damaged']);
  });
});
