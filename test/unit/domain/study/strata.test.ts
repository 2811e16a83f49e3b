import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../../../shared/base/iso-date.ts';
import { levelOf } from '../../../../shared/domain/study/captured-value.ts';
import { roundScaled, scaledDecimal } from '../../../../shared/domain/study/decimal-rounding.ts';
import { withFirstSites } from '../../../../shared/domain/study/definition-excerpt.ts';
import { checkStudyDefinition } from '../../../../shared/domain/study/parse-study-definition.ts';
import type { StratumSpecification } from '../../../../shared/domain/study/strata.ts';
import { captureStratum, enumerateStrata } from '../../../../shared/domain/study/strata.ts';
import type {
  DateFactor,
  FactorId,
  LevelId,
  NumberFactor,
  RoundingRule,
  SiteId,
} from '../../../../shared/domain/study/study-definition.ts';
import { demonstrationStudy } from '../../../builders/demonstration-study.ts';

const study = demonstrationStudy();
const day = '2027-03-01' as IsoDate;
const level = (id: string) => ({ id: id as LevelId, name: id });
const numberFactor = (
  rounding: RoundingRule,
  decimals: number,
  cutPoints: number[],
): NumberFactor => ({
  id: 'n' as FactorId,
  name: 'HbA1c',
  kind: 'number',
  unit: '%',
  rounding,
  decimals,
  cutPoints,
  minimum: -100,
  maximum: 100,
  levels: [...cutPoints, 0].map((_, index) => level(`L${index}`)),
});
const dateFactor = (measure: DateFactor['measure'], cutPoints: number[]): DateFactor => ({
  id: 'd' as FactorId,
  name: 'Birth date',
  kind: 'date',
  measure,
  cutPoints,
  levels: [...cutPoints, 0].map((_, index) => level(`L${index}`)),
});
const found = (result: ReturnType<typeof levelOf>): string =>
  result.ok ? result.value : result.error.rule;

describe('level of a captured value', () => {
  it.each<[RoundingRule, number, string, string]>([
    ['none', 0, '7.999999', 'L0'],
    ['none', 0, '8', 'L1'],
    ['floor', 0, '7.99', 'L0'],
    ['floor', 0, '-0.5', 'L0'],
    ['half-up', 0, '7.5', 'L1'],
    ['half-up', 0, '7.499999', 'L0'],
    ['half-up', 1, '7.95', 'L1'],
    ['half-up', 1, '7.949999', 'L0'],
    ['half-even', 0, '7.5', 'L1'],
    ['half-even', 1, '7.85', 'L0'],
    ['floor', 0, '+8.0', 'L1'],
    ['floor', 0, ' 8 ', 'L1'],
    ['floor', 0, '7,9', 'factor-value-format'],
    ['floor', 0, '8e0', 'factor-value-format'],
    ['floor', 0, '0x8', 'factor-value-format'],
    ['floor', 0, '7.1234567', 'factor-value-format'],
    ['floor', 0, '100.000001', 'factor-value-range'],
    ['floor', 0, '-101', 'factor-value-range'],
    ['floor', 0, '', 'factor-value-missing'],
  ])('%s to %i decimals of %s is %s', (rounding, decimals, captured, expected) => {
    expect(found(levelOf(numberFactor(rounding, decimals, [8]), captured, day))).toBe(expected);
  });

  it('half-even goes to the even neighbour where half-up goes up', () => {
    const at = (text: string, rule: RoundingRule) =>
      roundScaled(scaledDecimal(text) ?? 0n, rule, 0);
    expect([at('2.5', 'half-even'), at('3.5', 'half-even')]).toEqual([2_000_000n, 4_000_000n]);
    expect([at('-2.5', 'half-even'), at('-3.5', 'half-even')]).toEqual([-2_000_000n, -4_000_000n]);
    expect([at('2.5', 'half-up'), at('-2.5', 'half-up')]).toEqual([3_000_000n, -3_000_000n]);
    expect([at('2.9', 'floor'), at('-2.1', 'floor')]).toEqual([2_000_000n, -3_000_000n]);
  });

  it('rounding moves a value by at most half a step (floor: one step)', () => {
    const rules = fc.constantFrom<RoundingRule>('floor', 'half-up', 'half-even');
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 12n), 10n ** 12n),
        rules,
        fc.nat(6),
        (value, rule, decimals) => {
          const step = 10n ** BigInt(6 - decimals);
          const moved = roundScaled(value, rule, decimals) - value;
          expect((value + moved) % step).toBe(0n);
          const size = moved < 0n ? -moved : moved;
          expect(rule === 'floor' ? moved <= 0n && size < step : size * 2n <= step).toBe(true);
        },
      ),
      { seed: 41 },
    );
  });

  it.each<[DateFactor['measure'], number, string, string]>([
    ['completed-years', 65, '1962-03-01', 'L1'],
    ['completed-years', 65, '1962-03-02', 'L0'],
    ['completed-years', 65, '1962-02-28', 'L1'],
    ['completed-years', 3, '2024-02-29', 'L1'],
    ['completed-months', 1, '2027-02-01', 'L1'],
    ['completed-months', 1, '2027-02-02', 'L0'],
    ['completed-months', 1, '2027-01-31', 'L1'],
    ['days', 28, '2027-02-01', 'L1'],
    ['days', 28, '2027-02-02', 'L0'],
    ['days', 28, '2027-03-02', 'factor-value-range'],
    ['days', 28, '2027-02-30', 'date-does-not-exist'],
    ['days', 28, '01.02.2027', 'date-format'],
  ])('%s from %i on: %s is %s', (measure, cut, captured, expected) => {
    expect(found(levelOf(dateFactor(measure, [cut]), captured, day))).toBe(expected);
  });
});

const specification = (place: StratumSpecification['place'], ...factors: string[]) => ({
  place,
  factors: factors as FactorId[],
});
const capture = (values: Record<string, string>) => ({
  site: 'S002' as SiteId,
  values,
  randomizationDay: day,
});

describe('strata', () => {
  it('captures the key and freezes the levels', () => {
    const wanted = specification('region', 'age', 'prior-therapy');
    expect(
      captureStratum(study, wanted, capture({ age: '64.99', 'prior-therapy': 'none' })),
    ).toEqual({
      ok: true,
      value: {
        key: 'region=south-america;age=under-65;prior-therapy=none',
        levels: { age: 'under-65', 'prior-therapy': 'none' },
      },
    });
    const all = captureStratum(study, specification('none'), capture({}));
    expect(all).toEqual({ ok: true, value: { key: 'all', levels: {} } });
  });

  it('refuses missing values, all named together, and takes none from a prototype', () => {
    const wanted = specification('site', 'age', 'prior-therapy');
    const refused = captureStratum(study, wanted, capture({}));
    expect(refused.ok).toBe(false);
    if (refused.ok) return;
    expect(refused.error.rule).toBe('strata-incomplete');
    expect(refused.error.because).toHaveLength(2);
    const inherited = Object.create({ age: '70', 'prior-therapy': 'none' }) as Record<
      string,
      string
    >;
    expect(captureStratum(study, wanted, capture(inherited)).ok).toBe(false);
    const one = captureStratum(study, wanted, capture({ age: '70' }));
    expect(!one.ok && one.error.rule).toBe('factor-value-missing');
    const unknown = captureStratum(study, wanted, capture({ age: '70', 'prior-therapy': 'x' }));
    expect(!unknown.ok && unknown.error.rule).toBe('factor-value-unknown');
  });

  it.each([
    ['none', 4],
    ['region', 20],
    ['site', 320],
  ] as const)('enumerates %s × factors: %i strata, each once', (place, count) => {
    const strata = enumerateStrata(study, specification(place, 'age', 'prior-therapy'));
    if (!strata.ok) throw new Error(strata.error.message);
    expect(strata.value).toHaveLength(count);
    expect(new Set(strata.value.map(({ key }) => key)).size).toBe(count);
  });

  it('every capture lands in an enumerated stratum', () => {
    const places = fc.constantFrom<StratumSpecification['place']>('none', 'region', 'site');
    const factors = fc.subarray(['age', 'prior-therapy']);
    const sites = fc.constantFrom(...study.sites.map(({ id }) => id));
    fc.assert(
      fc.property(
        places,
        factors,
        sites,
        fc.integer({ min: 18, max: 110 }),
        (place, chosen, site, age) => {
          const wanted = specification(place, ...chosen);
          const values = { age: String(age), 'prior-therapy': 'treated' };
          const captured = captureStratum(study, wanted, { site, values, randomizationDay: day });
          const strata = enumerateStrata(study, wanted);
          if (!captured.ok || !strata.ok) throw new Error('refused');
          expect(strata.value.map(({ key }) => key)).toContain(captured.value.key);
        },
      ),
      { seed: 42 },
    );
  });

  it('refuses more strata than a trial could fill', () => {
    const levels = Array.from({ length: 40 }, (_, index) => level(`L${index}`));
    const [factor] = study.factors;
    if (factor === undefined) throw new Error('the demonstration study has factors');
    const wide = {
      ...study,
      factors: ['a', 'b', 'c'].map((id) => ({
        ...factor,
        kind: 'level' as const,
        id: id as FactorId,
        levels,
      })),
    };
    const strata = enumerateStrata(wide, specification('none', 'a', 'b', 'c'));
    expect(!strata.ok && strata.error.rule).toBe('too-many-strata');
  });
});

describe('an excerpt of the study', () => {
  it.each([1, 10, 79, 80])('with %i sites is as valid as the whole', (count) => {
    const excerpt = withFirstSites(study, count);
    expect(excerpt.sites).toHaveLength(count);
    expect(excerpt.plannedSubjects).toBe(Math.max(count, Math.round((500 * count) / 80)));
    expect(checkStudyDefinition(excerpt)).toEqual({ ok: true, value: excerpt });
  });

  it('of ten sites still covers all five regions', () => {
    expect(withFirstSites(study, 10).regions).toHaveLength(5);
  });
});
