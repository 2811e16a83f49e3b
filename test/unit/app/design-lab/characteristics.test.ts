import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../../../shared/app/design-lab/advice.ts';
import {
  type CharacteristicsAnswer,
  type CharacteristicsRequest,
  characteristics,
} from '../../../../shared/app/design-lab/characteristics.ts';

const request: CharacteristicsRequest = {
  procedure: 'bsd',
  parameters: { mti: 2 },
  n: 500,
  method: { kind: 'exact' },
};

function answer(change: Partial<CharacteristicsRequest>): CharacteristicsAnswer {
  const result = characteristics({ ...request, ...change });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const ruleOf = (change: Partial<CharacteristicsRequest>): string | null => {
  const result = characteristics({ ...request, ...change });
  return result.ok ? null : result.error.rule;
};

describe('characteristics', () => {
  it('answers exactly, with one figure a step', () => {
    const exact = answer({});
    expect(exact.method).toBe('exact');
    expect(exact.error).toBeUndefined();
    expect(exact.PD).toBeCloseTo(1 / 4, 2);
    expect(exact.EF).toBeCloseTo(500 * exact.PCG_convergence - 250, 9);
    expect(exact.E_abs_D_by_step.length).toBe(500);
    expect(exact.E_abs_D_by_step.at(-1)).toBe(exact.E_abs_D);
    expect(exact.E_abs_D_by_step[0]).toBe(1);
  });

  it('counts the bias factor from n/2, whatever the number of arms', () => {
    const three = { procedure: 'pbd', parameters: { block: 6 }, arms: [1, 1, 1], n: 60 } as const;
    for (const method of [
      { kind: 'exact' },
      { kind: 'simulation', replicates: 100, seed: 3 },
    ] as const) {
      const figures = answer({ ...three, method });
      expect(figures.EF).toBeCloseTo(60 * figures.PCG_convergence - 30, 9);
    }
    const lucky = answer({ ...three, procedure: 'crd', parameters: {}, n: 20 });
    expect(lucky.EF).toBeCloseTo(20 / 3 - 10, 9);
    expect(adviceFor(lucky).at(-1)).toContain('gains nothing');
  });

  it('answers by simulation within its errors, and the same for the same seed', () => {
    const method = { kind: 'simulation', replicates: 4000, seed: 11 } as const;
    const exact = answer({ procedure: 'bcd', parameters: { p: 0.7 } });
    const simulated = answer({ procedure: 'bcd', parameters: { p: 0.7 }, method });
    expect(simulated.error).toBeDefined();
    for (const name of [
      'PCG_convergence',
      'E_abs_D',
      'SD_abs_D',
      'P_D0',
      'E_max_abs_D',
      'EF',
    ] as const) {
      const score = (simulated[name] - exact[name]) / (simulated.error?.[name] ?? 0);
      expect(Math.abs(score), name).toBeLessThan(4);
    }
    expect(answer({ procedure: 'bcd', parameters: { p: 0.7 }, method })).toEqual(simulated);
  });

  it('turns to simulation where exact figures would take minutes, unless exact ones are asked for', () => {
    const many = { procedure: 'crd', parameters: {}, arms: [1, 1, 1], n: 200 } as const;
    expect(answer({ ...many, method: { kind: 'best' } }).method).toBe('simulation');
    expect(ruleOf({ ...many, method: { kind: 'exact' } })).toBe('exact-too-long');
    expect(answer({ method: { kind: 'best' } }).method).toBe('exact');
  });

  it('tells beforehand what has too many states, without walking them', () => {
    const four = { procedure: 'crd', parameters: {}, arms: [1, 2, 3, 4], n: 100 } as const;
    expect(ruleOf({ ...four, n: 1000, method: { kind: 'exact' } })).toBe('exact-too-long');
    expect(ruleOf({ ...four, method: { kind: 'exact' } })).toBe('exact-too-long');
    expect(answer({ ...four, method: { kind: 'best' } })).toMatchObject({ method: 'simulation' });
    const urn = { procedure: 'wei', parameters: {}, arms: [1, 1, 1], n: 200 } as const;
    const parameters = { alpha: 1, beta: 1 };
    expect(ruleOf({ ...urn, parameters, method: { kind: 'exact' } })).toBe('exact-too-long');
    expect(answer({ ...urn, parameters, n: 12 }).method).toBe('exact');
  });

  it('simulates minimization, in two arms and in more', () => {
    const method = { kind: 'simulation', replicates: 300, seed: 2 } as const;
    const parameters = { measure: 'range', p: 0.8, factors: 'sex,age:2' };
    const two = answer({ procedure: 'minimization', parameters, n: 60, method });
    expect(two.E_abs_D).toBeLessThan(3);
    expect(two.PCG_convergence).toBeGreaterThan(0.55);
    const certain = { ...parameters, p: 1 };
    expect(
      answer({ procedure: 'minimization', parameters: certain, n: 60, method }).PD,
    ).toBeGreaterThan(0.4);
    const three = { procedure: 'minimization', parameters, arms: [1, 1, 1], n: 60, method };
    expect(answer(three).E_abs_D).toBeLessThan(4);
    expect(ruleOf({ procedure: 'minimization', parameters })).toBe('exact-not-available');
    expect(ruleOf({ ...three, parameters: { p: 0.2, factors: 'sex' } })).toBe(
      'parameter-out-of-range',
    );
  });

  it('refuses bad input by its rule', () => {
    const simulation = { kind: 'simulation', replicates: 10, seed: 1 } as const;
    expect(ruleOf({ n: 0 })).toBe('length-out-of-range');
    expect(ruleOf({ n: 2.5 })).toBe('length-out-of-range');
    expect(ruleOf({ procedure: 'nosuch' })).toBe('unknown-procedure');
    expect(ruleOf({ parameters: { mti: -1 } })).toBe('parameter-out-of-range');
    expect(ruleOf({ method: { ...simulation, replicates: 0 } })).toBe('replicates-out-of-range');
    expect(ruleOf({ method: { ...simulation, replicates: 1 } })).toBe('replicates-out-of-range');
    expect(ruleOf({ procedure: 'dbr', parameters: { limits: '2' } })).toBe('not-a-sequence');
    expect(ruleOf({ procedure: 'zelen', parameters: { limit: 2 } })).toBe('not-a-sequence');
    expect(ruleOf({ method: { ...simulation, seed: -3 } })).toBe('seed-out-of-range');
    expect(ruleOf({ method: simulation })).toBeNull();
  });
});
