import { describe, expect, it } from 'vitest';
import { strataOf, stratumOf } from '../../../../shared/engine/randomization/stratification.ts';

const factors = [
  { name: 'region', levels: ['EU', 'US'] },
  { name: 'sex', levels: ['f', 'm'] },
];

const ruleOf = (result: { ok: true } | { ok: false; error: { rule: string } }) =>
  result.ok ? null : result.error.rule;

describe('stratification', () => {
  it('makes the product of the factors, the last running fastest', () => {
    expect(strataOf(factors)).toEqual({
      ok: true,
      value: ['EU · f', 'EU · m', 'US · f', 'US · m'],
    });
    expect(strataOf([])).toEqual({ ok: true, value: ['all'] });
  });

  it('finds the stratum of a subject among them', () => {
    expect(stratumOf(factors, { region: 'US', sex: 'f' })).toEqual({ ok: true, value: 'US · f' });
    expect(stratumOf([], {})).toEqual({ ok: true, value: 'all' });
  });

  it('refuses what would leave the stratum open', () => {
    expect(ruleOf(stratumOf(factors, { region: 'US' }))).toBe('factor-missing');
    expect(ruleOf(stratumOf(factors, { region: 'US', sex: null }))).toBe('factor-missing');
    expect(ruleOf(stratumOf(factors, { region: 'ASIA', sex: 'f' }))).toBe('factor-level-unknown');
  });

  it('refuses levels that make strata ambiguous or too many', () => {
    expect(ruleOf(strataOf([{ name: 'a', levels: [] }]))).toBe('factor-levels-invalid');
    expect(ruleOf(strataOf([{ name: 'a', levels: ['x', 'x'] }]))).toBe('factor-levels-invalid');
    expect(ruleOf(strataOf([{ name: 'a', levels: ['x · y'] }]))).toBe('factor-levels-invalid');
    const wide = { name: 'centre', levels: Array.from({ length: 101 }, (_, i) => `${i}`) };
    expect(ruleOf(strataOf([wide, { ...wide, name: 'other' }]))).toBe('strata-too-many');
  });
});
