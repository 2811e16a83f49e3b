import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateListText } from '../../../../shared/app/design-lab/list-commands.ts';
import { probabilitiesAt } from '../../../../shared/app/design-lab/probabilities-at.ts';
import { sequenceFromUniforms } from '../../../../shared/app/design-lab/sequence-from-uniforms.ts';
import { procedureDescriptions } from '../../../../shared/engine/randomization/descriptions.ts';
import { deriveKey } from '../../engine/randomization/list-fixtures.ts';

const codes = [...procedureDescriptions.map((one) => one.code), 'x', '', 'toString'];
const arms = fc.oneof(
  { weight: 3, arbitrary: fc.constant('1:1') },
  { weight: 2, arbitrary: fc.constantFrom('2:1', '1:2:2', '1:1:1', '3:2', '2:3:1:1') },
  fc.constantFrom('', ':', '1', '0:1', '2:2', '1:1:', 'a:b', '1e9:1', '-1:1', '__proto__'),
);
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('1', '2', '3', '4', '6', '0.667', '0.9', '4,6') },
  fc.constantFrom('', ' ', '-1', '0', '1e400', 'NaN', 'Infinity', ',', '1,,2', 'null', '0x2', '[]'),
  fc.string({ maxLength: 6 }),
);

/** Mostly the procedure's own parameters, sometimes one that it does not know. */
const parametersOf = (code: string): fc.Arbitrary<Record<string, string>> => {
  const own = procedureDescriptions.find((one) => one.code === code)?.parameters ?? [];
  const names = own.map((parameter) => parameter.name);
  const stranger = fc.constantFrom('__proto__', 'constructor', 'seed');
  const known = names.length === 0 ? stranger : fc.constantFrom(...names);
  return fc.oneof(
    { weight: 4, arbitrary: fc.dictionary(known, value, { maxKeys: 3 }) },
    fc.dictionary(fc.oneof(known, stranger), value),
    fc.constant({}),
  );
};
const asked = fc
  .constantFrom(...codes)
  .chain((procedure) =>
    fc.record({ procedure: fc.constant(procedure), parameters: parametersOf(procedure) }),
  );
const counts = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.nat(3), { minLength: 2, maxLength: 3 })
      .map((numbers) => numbers.join(',')),
  },
  fc.constantFrom(
    '[[1,0],[2,2],[3,3]]',
    '1,0;2,2',
    '',
    ',',
    '[',
    '[[]]',
    '1.5,2',
    '-1,1',
    '1e99,0',
  ),
  fc.string({ maxLength: 8 }),
);
const n = fc.option(fc.constantFrom(0, -1, 1, 5, 10, 12, 1.5, Number.NaN, 1e9), { nil: undefined });

/** A refusal must name its rule and say what to do. */
const isHelpful = ({ rule, message, next }: { rule: string; message: string; next: string }) =>
  /^[a-z0-9-]+$/.test(rule) && message.length > 5 && next.length > 5;

const sumsToOne = (probabilities: readonly number[]) =>
  probabilities.every((p) => p >= 0 && p <= 1) &&
  Math.abs(probabilities.reduce((a, b) => a + b, 0) - 1) < 1e-9;

describe('whatever is typed', () => {
  it('probabilities answers with a distribution or a refusal that helps', () => {
    let answered = 0;
    fc.assert(
      fc.property(asked, arms, counts, n, (question, ratio, text, size) => {
        const answer = probabilitiesAt({ ...question, arms: ratio, counts: text, n: size });
        if (answer.ok) answered += 1;
        return answer.ok ? sumsToOne(answer.value.probabilities) : isHelpful(answer.error);
      }),
      { seed: 3, numRuns: 20_000 },
    );
    expect(answered).toBeGreaterThan(300);
  });

  it('sequence answers with arms that had a chance or a refusal that helps', () => {
    const uniforms = fc.oneof(
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 15 }),
      fc.constantFrom<unknown>(null, 1, 'x', {}, { uniforms: 'x' }, [[0.5]], [Number.NaN], [-0.1]),
    );
    let answered = 0;
    fc.assert(
      fc.property(asked, arms, uniforms, n, (question, ratio, us, size) => {
        const answer = sequenceFromUniforms({ ...question, arms: ratio, uniforms: us, n: size });
        if (!answer.ok) return isHelpful(answer.error);
        answered += 1;
        const { arms: drawn, probabilities } = answer.value;
        return (
          drawn.every((arm, i) => (probabilities[i]?.[arm] ?? 0) > 0) &&
          probabilities.every(sumsToOne)
        );
      }),
      { seed: 4, numRuns: 20_000 },
    );
    expect(answered).toBeGreaterThan(300);
  });

  it('list generate makes a list or gives a refusal that helps', () => {
    const json = fc.record(
      {
        study: fc.oneof(fc.string(), fc.nat()),
        list: fc.constantFrom('main', '', 'a\u0000'),
        arms: fc.oneof(
          fc.constantFrom<unknown>([{ name: 'A' }, { name: 'B' }], [], null),
          fc.array(fc.record({ name: fc.string(), weight: fc.integer({ min: -1, max: 3 }) })),
        ),
        procedure: fc.constantFrom(...codes),
        parameters: fc.dictionary(fc.constantFrom('p', 'mti', 'block', 'blocks'), value),
        strata: fc.array(
          fc.record({
            name: fc.string({ minLength: 1 }),
            length: fc.integer({ min: -1, max: 20 }),
          }),
          { maxLength: 2 },
        ),
      },
      { requiredKeys: ['study', 'list', 'arms'] },
    );
    const seed = fc.constantFrom('ab'.repeat(32), '', 'zz'.repeat(32));
    fc.assert(
      fc.property(json, seed, (specification, text) => {
        const made = generateListText(specification, text, deriveKey);
        return made.ok
          ? made.value.concordance.isConcordant && made.value.report.isSound
          : isHelpful(made.error);
      }),
      { seed: 5, numRuns: 5000 },
    );
  });
});
