import { expect, test } from 'vitest';
import {
  comparables,
  usualChoice,
} from '../../../../renderer/features/forecast/questions/comparable.ts';
import { goalOf } from '../../../../renderer/features/forecast/questions/frontier-goal.ts';
import { withPlannedLots } from '../../../../renderer/features/forecast/results/planned-lots.ts';
import {
  changeKinds,
  changeOf,
  firstNumbers,
  freeName,
} from '../../../../renderer/features/forecast/scenario/vary/changes.ts';
import { changeScenario } from '../../../../shared/app/forecast/change-scenario.ts';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { readForecastScenario } from '../../../../shared/app/forecast/read-scenario.ts';

const other = { ...exampleScenario, name: 'Other' };
const third = { ...exampleScenario, name: 'Third' };

test('each scenario is offered once, the oldest first and as the base', () => {
  const all = comparables(
    { scenario: third, opened: exampleScenario, aside: [exampleScenario, other] },
    ['Kept'],
  );
  expect(all.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    `opened ${exampleScenario.name}`,
    'aside Other',
    'now Third',
    'kept Kept',
  ]);
  expect(usualChoice(all)).toEqual(['opened', 'aside Other', 'now']);
  const unchanged = comparables({ scenario: other, opened: other, aside: [] }, []);
  expect(usualChoice(unchanged)).toEqual(['now']);
});

test('a name that is taken is counted on', () => {
  expect(freeName('Base', ['Other'])).toBe('Base');
  expect(freeName('Base', ['Base'])).toBe('Base 2');
  expect(freeName('Base 2', ['Base', 'Base 2', 'Base 3'])).toBe('Base 4');
});

test('every change can be made as the dialog proposes it', () => {
  for (const kind of changeKinds) {
    const change = changeOf(kind, firstNumbers(exampleScenario));
    expect(changeScenario(exampleScenario, change, 'Varied'), kind).toMatchObject({ ok: true });
  }
});

test('ranges left empty are those of the optimiser; what is no number is not asked', () => {
  const wish = { measure: 'missed-visits', percent: 2, replicates: 100 } as const;
  expect(goalOf({ ...wish, triggers: '', ceilings: '0 2', lots: '80 120' })).toEqual({
    measure: 'missed-visits',
    limit: 0.02,
    replicates: 100,
    ceilingPlus: [0, 2],
    lotFactors: [0.8, 1.2],
  });
  expect(goalOf({ ...wish, triggers: 'two', ceilings: '', lots: '' })).toBeNull();
  expect(goalOf({ ...wish, percent: '', triggers: '', ceilings: '', lots: '' })).toBeNull();
});

test('a packaging plan becomes lots that can be played, and no lot where none is needed', () => {
  const row = {
    kitType: 'P',
    depot: 'EU',
    risk: 0.05,
    packaged: 10,
    needed: 30,
    error: 0,
    neededBy: '2027-06-05',
    kits: 20,
    kitsError: 0,
  };
  const enough = { ...row, kits: 0, neededBy: null };
  const planned = withPlannedLots(exampleScenario, [row, row, enough]);
  expect(planned.lots.slice(exampleScenario.lots.length)).toEqual([
    {
      id: 'PLAN-1.P',
      kitType: 'P',
      depot: 'EU',
      kits: 20,
      release: '2027-05-29',
      expiry: '2028-11-26',
    },
    expect.objectContaining({ id: 'PLAN-2.P' }),
  ]);
  expect(readForecastScenario(planned)).toMatchObject({ ok: true });
  const early = withPlannedLots(exampleScenario, [{ ...row, neededBy: exampleScenario.start }]);
  expect(early.lots.at(-1)?.release).toBe(exampleScenario.start);
});
