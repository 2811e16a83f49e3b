// Requirements: FCT-05
import { describe, expect, it } from 'vitest';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { planCentres } from '../../../../shared/app/forecast/plan-centres.ts';
import { readForecastScenario } from '../../../../shared/app/forecast/read-scenario.ts';
import { forecastScenarioJsonSchema } from '../../../../shared/app/forecast/scenario-schema.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import { usualOpening } from '../../../../shared/contracts/forecast-studies.ts';
import { epochDayOf, isoDateFromEpochDay } from '../../../../shared/base/iso-date.ts';
import type { IsoDate } from '../../../../shared/base/iso-date.ts';
import { gapsIn } from '../../../../shared/app/forecast/gap-checks.ts';

type Path = readonly (string | number)[];

/** The example with one value changed; `undefined` takes it away. */
function changed(path: Path, value: unknown, of: unknown = exampleScenario): unknown {
  const copy = structuredClone(of);
  const target = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], copy) as Record<
    string | number,
    unknown
  >;
  const last = path.at(-1) as string | number;
  if (value === undefined) delete target[last];
  else target[last] = value;
  return copy;
}

const daysFrom = (first: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => isoDateFromEpochDay(epochDayOf(first as IsoDate) + i));

const refusalOf = (scenario: unknown): { readonly rule: string; readonly told: string } => {
  const read = readForecastScenario(scenario);
  if (read.ok) throw new Error('the scenario was accepted');
  const { rule, message, because } = read.error;
  return { rule, told: [message, ...because].join('\n') };
};

describe('the example scenario', () => {
  it('is complete, can be run and raises no warning', () => {
    const read = readForecastScenario(exampleScenario);
    expect(read.ok && read.value.sites.length).toBe(24);
    expect(read.ok && read.value.warnings).toEqual([]);
    expect(readForecastScenario(JSON.parse(JSON.stringify(exampleScenario))).ok).toBe(true);
  });

  it('uses every part of the published schema', () => {
    const schema = forecastScenarioJsonSchema() as { properties: Record<string, unknown> };
    const unused = Object.keys(schema.properties).filter((name) => !(name in exampleScenario));
    expect(unused).toEqual(['closesSites']);
  });
});

describe('bad input is refused at its place', () => {
  const cases: readonly (readonly [what: string, path: Path, value: unknown, place: string])[] = [
    ['unknown site', ['focus'], ['DE-09'], 'focus[0]'],
    [
      'unknown site in a pause',
      ['recruitment', 'pauses', 0, 'sites'],
      ['XX'],
      'recruitment.pauses[0].sites[0]',
    ],
    [
      'unknown site in the settings',
      ['resupply', 'sites'],
      [{ site: 'XX' }],
      'resupply.sites[0].site',
    ],
    ['unknown depot', ['sites', 1, 'depot'], 'nowhere', 'sites[1].depot'],
    ['unknown kit type', ['lots', 3, 'kitType'], 'B', 'lots[3].kitType'],
    ['unknown visit', ['selection', 'visits', 0, 'visit'], 'V9', 'selection.visits[0].visit'],
    ['unknown arm', ['dispensing', 2, 'arm'], 'other', 'dispensing[2].arm'],
    ['unknown dose level', ['dispensing', 0, 'dose'], 'huge', 'dispensing[0].dose'],
    ['negative rate', ['recruitment', 'rate', 'mean'], -0.1, 'recruitment.rate.mean'],
    ['negative rate of a site', ['sites', 3, 'rate', 'alpha'], -2, 'sites[3].rate.alpha'],
    ['negative kits', ['lots', 0, 'kits'], -1, 'lots[0].kits'],
    ['probability above 1', ['transport', 'loss'], 1.2, 'transport.loss'],
    ['a date that does not exist', ['start'], '2027-02-30', 'start'],
    ['expiry before release', ['lots', 1, 'expiry'], '2027-06-30', 'lots[1].expiry'],
    [
      'activation that ends before it begins',
      ['sites', 0, 'activation', 'to'],
      '2027-01-01',
      'sites[0].activation.to',
    ],
    ['visits out of order', ['visits', 2, 'day'], 20, 'visits[2].day'],
    ['titration that does not add up', ['titration', 'steps', 1], [0.2, 0.9], 'titration.steps[1]'],
    [
      'levels that cannot stand',
      ['resupply', 'study', 'levels', 'ceiling'],
      1,
      'resupply.study.levels',
    ],
    ['a misspelt setting', ['transport', 'los'], 0.1, 'transport.los'],
    ['a missing part', ['selection'], undefined, 'selection'],
    ['a name twice', ['lots', 1, 'id'], exampleScenario.lots[0]?.id, 'lots[1].id'],
    ['a procedure that does not fit', ['randomization', 'parameters', 'block'], 3, 'randomization'],
    [
      'no lot of a kit type at a depot',
      ['lots'],
      exampleScenario.lots.filter(({ depot, kitType }) => depot !== 'US' || kitType !== 'P'),
      'lots',
    ],
    [
      'holidays on every day',
      ['resupply', 'calendar', 'holidays'],
      daysFrom('2027-01-04', 730),
      'resupply.calendar.holidays',
    ],
    [
      'holidays of a country on every day',
      ['resupply', 'countries'],
      [{ country: 'DE', holidays: daysFrom('2027-01-01', 740) }],
      'resupply.countries[0].holidays',
    ],
    ['a lead time below 0', ['resupply', 'study', 'leadDays'], -1, 'resupply.study.leadDays'],
    ['a target below 0', ['recruitment', 'target'], -5, 'recruitment.target'],
    ['a decay below 0', ['recruitment', 'decayPerDay'], -0.1, 'recruitment.decayPerDay'],
    ['history missing for a fit', ['recruitment', 'fitRate'], true, 'recruitment.fitRate'],
  ];
  for (const [what, path, value, place] of cases) {
    it(what, () => {
      const { rule, told } = refusalOf(changed(path, value));
      expect(rule).toBe('scenario-invalid');
      expect(told).toContain(`${place}: found`);
    });
  }

  it('days beyond the year 9999, in a run and in a count of sites', async () => {
    const at = (start: string, horizonDays: number) => {
      const dated = changed(['start'], start);
      return refusalOf(changed(['horizonDays'], horizonDays, dated)).told;
    };
    expect(at('9999-12-31', 10)).toContain(
      'start: found "9999-12-31"; expected a day up to 9999-12-22',
    );
    expect(at('9999-12-23', 10)).toContain('expected a day up to 9999-12-22');
    expect(at('9999-12-22', 10)).not.toContain('expected a day up to 9999-12-22');
    const question = { ...usualOpening, probability: 0.5, most: 1, replicates: 50, seed: 1 };
    const dated = changed(['start'], '9990-01-01');
    const counted = await planCentres(dated, question, {}, inProcessSimulation);
    // 4,999 days before the last day.
    expect(counted.ok ? '' : counted.error.because[0]).toContain('expected a day up to 9986-04-24');
  });

  it('one arm, dates and levels in words of their own', () => {
    const { arms, dispensing } = exampleScenario;
    const [only] = arms;
    const one = changed(['arms'], [only]);
    const alone = changed(
      ['dispensing'],
      dispensing.filter(({ arm }) => arm === only?.id),
      one,
    );
    expect(refusalOf(alone).told).toContain('arms: found one arm; expected two arms or more');
    expect(refusalOf(changed(['start'], '2027-02-30')).told).toContain(
      'start: found "2027-02-30"; expected a day that exists, as 2027-01-31',
    );
    const levels = refusalOf(changed(['resupply', 'study', 'levels', 'ceiling'], 1)).told;
    expect(levels).toMatch(
      /resupply\.study\.levels: found levels of .*, that cannot stand; expected/,
    );
    expect(levels).toContain('The ceiling is below the trigger');
  });

  it('but a variation between sites that is next to none is none', () => {
    const rates = (cv: number) => {
      const read = readForecastScenario(changed(['recruitment', 'rate'], { mean: 0.035, cv }));
      return read.ok
        ? read.value.model.recruitment.sites.map(({ alpha, beta }) => [alpha, beta])
        : [];
    };
    expect(rates(1e-200)).toEqual(rates(0));
    expect(rates(0.01)).not.toEqual(rates(0));
    expect(rates(0).length).toBe(24);
  });

  const dbr = (level: object, begun: object): unknown => ({
    procedure: 'dbr',
    levels: [
      { of: 'site', limit: 2 },
      { of: 'factor', limit: 3, shares: [0.5, 0.5] },
      { of: 'trial', limit: 4 },
      level,
    ],
    begun: [{ part: 'site', level: 'DE-01', counts: [1, 0] }, begun],
  });
  const region = { of: 'region', limit: 3 };
  const balances: readonly (readonly [what: string, value: unknown, place: string])[] = [
    [
      'the balance of an unknown site',
      dbr(region, { part: 'site', level: 'XX', counts: [1, 0] }),
      'begun[1].level',
    ],
    [
      'the balance of a level that the factor lacks',
      dbr(region, { part: 'factor-1', level: '3', counts: [1, 0] }),
      'begun[1].level',
    ],
    [
      'the balance of what is not balanced',
      dbr(region, { part: 'factor-2', level: '1', counts: [1, 0] }),
      'begun[1].part',
    ],
    [
      'a balance of three arms',
      dbr(region, { part: 'trial', level: 'all', counts: [1, 0, 2] }),
      'begun[1].counts',
    ],
    [
      'a level twice',
      dbr({ of: 'site', limit: 3 }, { part: 'trial', level: 'all', counts: [1, 0] }),
      'levels[3].of',
    ],
    [
      'shares of a factor that do not add up',
      dbr(
        { of: 'factor', limit: 3, shares: [0.5, 0.6] },
        { part: 'trial', level: 'all', counts: [1, 0] },
      ),
      'levels[3].shares',
    ],
    [
      'a limit of a central schedule below 1',
      { procedure: 'zelen', limit: 0, schedule: { procedure: 'pbd' } },
      'limit',
    ],
  ];
  for (const [what, value, place] of balances) {
    it(what, () => {
      const { rule, told } = refusalOf(changed(['randomization'], value));
      expect(rule).toBe('scenario-invalid');
      expect(told).toContain(`randomization.${place}: found`);
    });
  }

  it('dynamic balancing of unequal arms', () => {
    const scenario = changed(
      ['randomization'],
      dbr(region, { part: 'trial', level: 'all', counts: [1, 0] }),
    );
    expect(readForecastScenario(scenario).ok).toBe(true);
    const unequal = changed(['arms', 0, 'ratio'], 2, scenario);
    expect(refusalOf(unequal).told).toMatch(/randomization: found Dynamic balanced/);
  });

  it('not an object at all', () => {
    for (const scenario of [null, 7, 'text', []])
      expect(refusalOf(scenario).rule).toBe('scenario-invalid');
  });
});

describe('a recruitment that cannot finish is refused with the reason', () => {
  const cases: readonly (readonly [what: string, path: Path, value: unknown, reason: RegExp])[] = [
    [
      'too slow',
      ['recruitment', 'rate', 'mean'],
      0.0001,
      /about \d+\.\d subjects until 2029-01-02/,
    ],
    [
      'caps too low',
      ['recruitment', 'regionCaps'],
      [
        { region: 'Europe', maximum: 5 },
        { region: 'America', maximum: 5 },
      ],
      /leave room for 10 subjects/,
    ],
    [
      'minimum too high',
      ['recruitment', 'policy'],
      { kind: 'restricted', minimum: 30, maximum: 90 },
      /add up to 720/,
    ],
    ['all rates gone', ['recruitment', 'decayPerDay'], 1, /the target is 240/],
  ];
  for (const [what, path, value, reason] of cases) {
    it(what, () => {
      expect(refusalOf(changed(path, value)).told).toMatch(reason);
    });
  }
});

describe('warnings', () => {
  const warningsOf = (scenario: unknown) => {
    const read = readForecastScenario(scenario);
    if (!read.ok) throw new Error(read.error.message);
    return read.value.warnings;
  };

  it('tell of a lead time that is longer than the shelf life', () => {
    const lots = exampleScenario.lots.map((lot) => ({ ...lot, expiry: lot.release }));
    expect(
      warningsOf(changed(['lots'], lots)).map(({ path, rule }) => `${path} ${rule}`),
    ).toContain('lots[1].expiry shelf-life-too-short');
  });

  it('tell of transports that really take longer than the shelf life, whatever is planned', () => {
    const days = {
      '2026-12-01': '2027-09-30',
      '2027-07-01': '2028-04-30',
      '2028-02-01': '2028-11-30',
    };
    const lots = exampleScenario.lots.map((lot) => ({
      ...lot,
      expiry: days[lot.release as keyof typeof days],
    }));
    const tooShort = (scenario: unknown): readonly string[] =>
      warningsOf(scenario).flatMap(({ path, rule }) =>
        rule === 'shelf-life-too-short' ? [path] : [],
      );
    const short = changed(['lots'], lots);
    expect(tooShort(short)).toEqual([]);
    const slow = changed(['transport', 'lead'], { kind: 'fixed', days: 300 }, short);
    expect(tooShort(slow).toSorted()).toEqual(lots.map((_, i) => `lots[${i}].expiry`).toSorted());
  });

  it('tell of a period that no lot covers, with its days', () => {
    const lots = exampleScenario.lots.filter(({ id }) => id !== 'EU-P-2');
    const told = warningsOf(changed(['lots'], lots)).filter(
      ({ rule }) => rule === 'period-not-covered',
    );
    expect(told.map(({ path }) => path)).toEqual([]);
    const early = exampleScenario.lots.filter(({ id }) => !/^EU-P-[23]$/.test(id));
    const [gap] = warningsOf(changed(['lots'], early)).filter(
      ({ rule }) => rule === 'period-not-covered',
    );
    const last = early.findIndex(({ id }) => id === 'EU-P-1');
    expect(gap?.path).toBe(`lots[${last}].expiry`);
    expect(gap?.message).toMatch(/^From 2028-\d\d-\d\d to 2029-01-02 no lot of P at EU/);
  });

  it('tell of holidays that go on and on, with their days, and not of Christmas', () => {
    const told = (holidays: readonly string[]) =>
      warningsOf(changed(['resupply', 'calendar', 'holidays'], holidays)).map(
        ({ path, rule, message }) => `${path} ${rule}: ${message}`,
      );
    expect(told(daysFrom('2027-12-20', 14))).toEqual([]);
    expect(told(daysFrom('2027-06-07', 28))).toEqual([
      'resupply.calendar.holidays long-standstill: From 2027-06-05 to 2027-07-04 no resupply run takes place.',
    ]);
  });

  it('tell of fewer kits than are expected to be needed', () => {
    const lots = exampleScenario.lots.map((lot) => ({
      ...lot,
      kits: lot.kitType === 'P' ? 5 : lot.kits,
    }));
    expect(warningsOf(changed(['lots'], lots)).map(({ rule }) => rule)).toEqual([
      'kits-fewer-than-needed',
    ]);
  });

  it('find what is left of a period', () => {
    expect(gapsIn([], 0, 9)).toEqual([[0, 9]]);
    expect(
      gapsIn(
        [
          [0, 3],
          [2, 5],
          [8, 20],
        ],
        0,
        9,
      ),
    ).toEqual([[6, 7]]);
    expect(gapsIn([[-5, 20]], 0, 9)).toEqual([]);
    expect(
      gapsIn(
        [
          [3, 2],
          [4, 4],
        ],
        0,
        9,
      ),
    ).toEqual([
      [0, 3],
      [5, 9],
    ]);
  });
});
