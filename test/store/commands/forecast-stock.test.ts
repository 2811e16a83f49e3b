// Requirements: FCT-05
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ForecastScenarioInput } from '../../../shared/contracts/forecast-scenario.ts';
import { limitBudget } from '../../builders/budget-decision.ts';
import { approval, extension, kitsAt } from '../../builders/lots-in-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy();
});
afterEach(() => study.close());

const usable = ['at-site', 'at-depot'];
const numbersAt = async (place: string): Promise<readonly string[]> =>
  (await kitsAt(study, place, 'L-1'))
    .filter(({ state }) => usable.includes(state))
    .map(({ number }) => number);

async function scenarioNow(): Promise<ForecastScenarioInput> {
  const { scenario } = await study.must('pharma', 'forecast.scenario', { horizonDays: 400 });
  return scenario as unknown as ForecastScenarioInput;
}

/** Kits at a site, and at the depot, by last day of use. */
function byExpiry({ lots, sites }: ForecastScenarioInput, site: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { lot, kits } of sites.find(({ id }) => id === site)?.stock ?? []) {
    const { expiry } = lots.find(({ id }) => id === lot) as { expiry: string };
    found[expiry] = (found[expiry] ?? 0) + kits;
  }
  return found;
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, kits) => all + kits, 0);

describe('a forecast from the ledger', () => {
  it('reckons with the stability budget that an excursion left each kit', async () => {
    const before = byExpiry(await scenarioNow(), 'S001');
    const [worn, near, late] = (await numbersAt('S001')) as [string, string, string];
    limitBudget(study, [worn], null);
    limitBudget(study, [near], '2026-05-16');
    limitBudget(study, [late], '2030-01-01');
    const after = byExpiry(await scenarioNow(), 'S001');
    expect(before['2026-05-16']).toBeUndefined();
    expect(after['2026-05-16']).toBe(1);
    expect(sum(after)).toBe(sum(before) - 1);
    expect(replayed(study).ok).toBe(true);
  });

  it('sends extended kits only where the extension is approved, and counts none of them twice', async () => {
    const before = await scenarioNow();
    expect(before.lots.every(({ notFor }) => notFor === undefined)).toBe(true);
    const numbers = await numbersAt('central');
    await study.must('pharma', 'campaigns.start', extension());
    await study.must('pharma', 'campaigns.approveCountry', approval('DE'));
    const confirmed = { campaign: 'EXT-1', place: 'central', numbers: [...numbers] };
    await study.must('depot', 'campaigns.confirm', confirmed);
    const after = await scenarioNow();
    const extended = after.lots.filter(({ expiry }) => expiry === '2027-02-28');
    const kitsOf = (lots: readonly { readonly kits: number }[]): number =>
      lots.reduce((all, { kits }) => all + kits, 0);
    expect(kitsOf(extended)).toBe(numbers.length);
    const countries = new Set(after.sites.map(({ country }) => country));
    const closed = [...countries].filter((country) => country !== 'DE').toSorted();
    expect(closed.length).toBeGreaterThan(0);
    for (const { notFor = [] } of extended) expect([...notFor].toSorted()).toEqual(closed);
    expect(kitsOf(after.lots)).toBe(kitsOf(before.lots));

    const [other] = closed as [string];
    await study.must('pharma', 'campaigns.approveCountry', approval(other));
    const opened = (await scenarioNow()).lots.filter(({ expiry }) => expiry === '2027-02-28');
    for (const { notFor = [] } of opened) expect(notFor).not.toContain(other);
  });
});
