// Requirements: RND-01
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawArm } from '../../shared/engine/randomization/draw.ts';
import { type Design, prepareDesign } from '../../shared/engine/randomization/design.ts';

// Zhao & Weng 2011, Contemp Clin Trials 32(6):953–961, tables 1 to 3.
interface Tables {
  readonly table1: { readonly rows: readonly [number, string, number, number, 'A' | 'B'][] };
  readonly table2_bud: Worked;
  readonly table2_pbd: Worked;
  readonly table3_steady_state: Readonly<Record<string, readonly number[] | string>>;
}
interface Worked {
  readonly rows: readonly [number, number, [number, number], [number, number], number][];
}

const tables = JSON.parse(
  readFileSync(new URL('./data/bud-tables.json', import.meta.url), 'utf8'),
) as Tables;

const design = (code: string, weights: readonly number[], raw: Record<string, number>): Design => {
  const prepared = prepareDesign(code, raw, { weights });
  if (!prepared.ok) throw new Error(prepared.error.message);
  return prepared.value;
};

const replay = (made: Design, uniforms: readonly number[]) => {
  let state = made.initial;
  return uniforms.map((u) => {
    const probabilities = made.probabilities(state);
    const arm = drawArm(probabilities, u);
    state = made.next(state, arm);
    return { probabilities, arm };
  });
};

describe('the worked examples of the block urn design', () => {
  it('are reproduced for two arms (table 1), with the contents of the urn', () => {
    const { rows } = tables.table1;
    const steps = replay(
      design('bud', [1, 1], { lambda: 3 }),
      rows.map((row) => row[3]),
    );
    rows.forEach(([, urn, probabilityA, , arm], i) => {
      const [a = 0] = steps[i]?.probabilities ?? [];
      expect(a).toBeCloseTo(probabilityA, 12);
      expect(a).toBeCloseTo(urn.replaceAll('B', '').length / urn.length, 12);
      expect(steps[i]?.arm).toBe(arm === 'A' ? 0 : 1);
    });
  });

  it.each(['bud', 'pbd'] as const)('are reproduced for three arms 1:2:2 (table 2): %s', (code) => {
    const { rows } = code === 'bud' ? tables.table2_bud : tables.table2_pbd;
    const raw: Record<string, number> = code === 'bud' ? { lambda: 2 } : { block: 10 };
    const steps = replay(
      design(code, [1, 2, 2], raw),
      rows.map((row) => row[1]),
    );
    rows.forEach(([, , [n1, d1], [n2, d2], arm], i) => {
      expect(steps[i]?.probabilities[0]).toBeCloseTo(n1 / d1, 12);
      expect(steps[i]?.probabilities[1]).toBeCloseTo(n2 / d2, 12);
      expect(steps[i]?.arm).toBe(arm - 1);
    });
  });
});

/** Distribution of D after `steps` allocations of a two-arm design, by its states alone. */
const distribution = (made: Design, steps: number): ReadonlyMap<number, number> => {
  let nodes = new Map([[`${made.key(made.initial)}|0`, { state: made.initial, d: 0, p: 1 }]]);
  for (let j = 0; j < steps; j += 1) {
    const later: typeof nodes = new Map();
    for (const { state, d, p } of nodes.values()) {
      made.probabilities(state).forEach((q, arm) => {
        if (q === 0) return;
        const after = { state: made.next(state, arm), d: d + 1 - 2 * arm, p: p * q };
        const key = `${made.key(after.state)}|${after.d}`;
        later.set(key, { ...after, p: after.p + (later.get(key)?.p ?? 0) });
      });
    }
    nodes = later;
  }
  const result = new Map<number, number>();
  for (const { d, p } of nodes.values())
    result.set(Math.abs(d), (result.get(Math.abs(d)) ?? 0) + p);
  return result;
};

/** Average over an even and an odd step: D has the parity of the step. */
const steady = (made: Design, lambda: number): readonly number[] => {
  const [even, odd] = [distribution(made, 4000), distribution(made, 4001)];
  return Array.from({ length: lambda + 1 }, (_, d) => ((even.get(d) ?? 0) + (odd.get(d) ?? 0)) / 2);
};

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** π_0..π_λ by the closed form: deterministic share π_λ of a block urn with λ sets. */
const closedForm = (lambda: number): readonly number[] => {
  const term = (i: number) => lambda ** i / factorial(i);
  const last = 0.5 / Array.from({ length: lambda }, (_, i) => term(i)).reduce((a, b) => a + b, 0);
  return Array.from({ length: lambda + 1 }, (_, d) => {
    const i = lambda - d;
    if (i === 0) return last;
    return (d === 0 ? term(lambda - 1) : term(i) + term(i - 1)) * last;
  });
};

describe('the long run', () => {
  it.each([1, 2, 3, 4, 5])(
    'of a block urn agrees with table 3 and the closed form: λ = %i',
    (lambda) => {
      const exact = steady(design('bud', [1, 1], { lambda }), lambda);
      const printed = tables.table3_steady_state[String(lambda)] as readonly number[];
      const formula = closedForm(lambda);
      exact.forEach((p, d) => {
        expect(p).toBeCloseTo(formula[d] ?? 0, 9);
        // Printed to three decimals, with the last digit off by one in places.
        expect(Math.abs(p - (printed[d] ?? 0))).toBeLessThanOrEqual(0.001);
      });
    },
  );

  it.each([1, 2, 3, 5])(
    'of a big stick: deterministic share 1/(2λ), correct guesses 1/2 + 1/(4λ), λ = %i',
    (mti) => {
      const exact = steady(design('bsd', [1, 1], { mti }), mti);
      expect(exact[mti]).toBeCloseTo(1 / (2 * mti), 9);
      const guessed = 0.5 + (exact[mti] ?? 0) / 2;
      expect(guessed).toBeCloseTo(0.5 + 1 / (4 * mti), 9);
    },
  );

  it.each([1, 2, 3, 5])(
    'of permuted blocks: deterministic share and correct guesses, λ = %i',
    (lambda) => {
      const made = design('pbd', [1, 1], { block: 2 * lambda });
      let nodes = new Map([['', { state: made.initial, d: 0, p: 1 }]]);
      let [deterministic, correct] = [0, 0];
      for (let j = 0; j < 2 * lambda; j += 1) {
        const later: typeof nodes = new Map();
        for (const { state, d, p } of nodes.values()) {
          const probabilities = made.probabilities(state);
          if (probabilities.includes(1)) deterministic += p;
          correct += p * (d === 0 ? 0.5 : (probabilities[d > 0 ? 1 : 0] ?? 0));
          probabilities.forEach((q, arm) => {
            if (q === 0) return;
            const after = made.next(state, arm);
            const key = String(made.key(after));
            const before = later.get(key)?.p ?? 0;
            later.set(key, { state: after, d: d + 1 - 2 * arm, p: before + p * q });
          });
        }
        nodes = later;
      }
      const chooses = factorial(2 * lambda) / factorial(lambda) ** 2;
      const guess = 0.5 + (1 / (2 * lambda)) * (2 ** (2 * lambda - 1) / chooses - 0.5);
      expect(deterministic / (2 * lambda)).toBeCloseTo(1 / (lambda + 1), 12);
      expect(correct / (2 * lambda)).toBeCloseTo(guess, 12);
    },
  );
});
