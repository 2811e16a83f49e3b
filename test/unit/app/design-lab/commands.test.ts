import { describe, expect, it } from 'vitest';
import { listProcedures } from '../../../../shared/app/design-lab/list-procedures.ts';
import { probabilitiesAt } from '../../../../shared/app/design-lab/probabilities-at.ts';
import { sequenceFromUniforms } from '../../../../shared/app/design-lab/sequence-from-uniforms.ts';

type Parameters = Readonly<Record<string, string>>;

const at = (
  procedure: string,
  arms: string | undefined,
  parameters: Parameters,
  counts: string,
  more: { readonly n?: number; readonly j?: number } = {},
) => {
  const answer = probabilitiesAt({ procedure, arms, parameters, counts, ...more });
  return answer.ok ? answer.value.probabilities : answer.error.rule;
};

describe('probabilities at counts', () => {
  it.each([
    ['bud', '1:2:2', { lambda: '2' }, '3,3,4', {}, [0, 0.6, 0.4]],
    ['crd', '1:3', {}, '9,2', {}, [0.25, 0.75]],
    ['tbd', undefined, {}, '5,2', { n: 10 }, [0, 1]],
    ['rand', undefined, {}, '3,2', { n: 10, j: 6 }, [0.4, 0.6]],
    ['pbd', '1:2', { block: '6' }, '3,4', {}, [0.2, 0.8]],
    ['pbd', undefined, { blocks: '4,6', block: '6' }, '1,0', {}, [0.4, 0.6]],
    ['bcd', undefined, { p: '0.7' }, '3,5', {}, [0.7, 0.3]],
    ['abcd', undefined, { a: '2' }, '5,2', {}, [0.1, 0.9]],
    ['gbcd', undefined, { gamma: '2' }, '1,2', {}, [0.8, 0.2]],
    ['bsd', undefined, { mti: '3' }, '4,1', {}, [0, 1]],
    ['bcdwit', undefined, { p: '0.7', mti: '3' }, '3,1', {}, [0.3, 0.7]],
    ['eud', undefined, { b: '4' }, '1,2', {}, [0.625, 0.375]],
    ['wei', '1:1:1', { alpha: '1', beta: '1' }, '1,0,0', {}, [0.2, 0.4, 0.4]],
    ['mp', undefined, { mti: '1' }, '1,0', { n: 10 }, [0, 1]],
    ['brick', '3:2', {}, '1,1', {}, [0.75, 0.25]],
    ['dbr', undefined, { limits: '2,4,4' }, '[[1,0],[5,1],[9,9]]', {}, [0, 1]],
    ['dbr', undefined, { limits: '2,4,4' }, '3,1;5,5;10,9', {}, [0, 1]],
    ['dbr', undefined, { limits: '2,4' }, '1,0', {}, [0.5, 0.5]],
    ['zelen', undefined, { limit: '2' }, '0,2', {}, [1, 0]],
    ['minimization', undefined, { p: '0.8' }, '[[4,2],[1,1]]', {}, [0.2, 0.8]],
    [
      'minimization',
      undefined,
      { p: '0.8', factors: 'sex:1,age:3' },
      '[[4,2],[1,2]]',
      {},
      [0.8, 0.2],
    ],
    [
      'minimization',
      '1:1:1',
      { json: '{"measure":"marginal-total","p":0.8,"factors":[{"name":"sex"}]}' },
      '[[4,2,4]]',
      {},
      [0.1, 0.8, 0.1],
    ],
  ] as const)('%s %s %j at %s', (procedure, arms, parameters, counts, more, wanted) => {
    const found = at(procedure, arms, parameters, counts, more);
    expect(found).toHaveLength(wanted.length);
    wanted.forEach((p, k) => expect(found[k]).toBeCloseTo(p, 12));
  });

  it.each([
    ['coin', '1:1', {}, '0,0', {}, 'unknown-procedure'],
    ['crd', '1:x', {}, '0,0', {}, 'ratio-unreadable'],
    ['crd', '2:2', {}, '0,0', {}, 'weights-not-coprime'],
    ['crd', '1:0', {}, '0,0', {}, 'weight-out-of-range'],
    ['crd', '1:1', {}, '0,x', {}, 'counts-unreadable'],
    ['crd', '1:1', {}, '', {}, 'counts-unreadable'],
    ['crd', '1:1', {}, '1,-1', {}, 'counts-unreadable'],
    ['crd', '1:1', {}, '[[1,1],[1,1]]', {}, 'counts-invalid'],
    ['crd', '1:1', {}, '1,1,1', {}, 'counts-invalid'],
    ['crd', '1:1', {}, '1,1', { j: 4 }, 'counts-index-mismatch'],
    ['bsd', '1:1', { mti: '2' }, '5,1', {}, 'counts-unreachable'],
    ['pbd', '1:1', { blocks: '4,6' }, '1,0', {}, 'block-concealed'],
    ['rand', '1:1', {}, '1,0', {}, 'length-missing'],
    ['dbr', '1:2', { limits: '2' }, '1,0', {}, 'arms-not-served'],
    ['dbr', '1:1', { limits: '2,4,4' }, '[[1,0],[1,0]]', {}, 'counts-invalid'],
    ['minimization', '1:1', { p: '0.8', factors: 'sex' }, '[[1,0],[1,0]]', {}, 'counts-invalid'],
    ['minimization', '1:1', {}, '[[1,0]]', {}, 'minimization-unreadable'],
    ['minimization', '1:1', { q: '1' }, '[[1,0]]', {}, 'minimization-unreadable'],
    ['minimization', '1:1', { json: '[' }, '[[1,0]]', {}, 'minimization-unreadable'],
    ['minimization', '1:1', { p: '0.3' }, '[[1,0]]', {}, 'parameter-out-of-range'],
    ['zelen', '1:1', { limit: '2' }, '1,0,0', {}, 'counts-invalid'],
  ] as const)('are refused: %s %s %j at %s', (procedure, arms, parameters, counts, more, rule) => {
    expect(at(procedure, arms, parameters, counts, more)).toBe(rule);
  });
});

describe('a sequence from uniforms', () => {
  const drive = (
    procedure: string,
    parameters: Parameters,
    uniforms: unknown,
    n?: number,
    arms?: string,
  ) => {
    const driven = sequenceFromUniforms({ procedure, arms, parameters, uniforms, n });
    return driven.ok ? driven.value : driven.error.rule;
  };

  it('gives arms from 0 and the probabilities before each draw', () => {
    expect(drive('bsd', { mti: '1' }, [0.2, 0.1, 0.9])).toEqual({
      arms: [0, 1, 1],
      probabilities: [
        [0.5, 0.5],
        [0, 1],
        [0.5, 0.5],
      ],
    });
    expect(drive('crd', {}, { uniforms: [0.7] }, undefined, '2:1')).toMatchObject({ arms: [1] });
    expect(drive('dbr', { limits: '1,2' }, [0.2, 0.1])).toMatchObject({ arms: [0, 1] });
  });

  it('draws a concealed block size by the first uniform of a block', () => {
    expect(drive('pbd', { blocks: '2,4' }, [0.4, 0.1, 0.1, 0.5, 0.9])).toEqual({
      arms: [0, 1, 1],
      probabilities: [
        [0.5, 0.5],
        [0, 1],
        [0.5, 0.5],
      ],
    });
  });

  it.each([
    ['crd', {}, [], undefined, 'uniforms-unreadable'],
    ['crd', {}, 'x', undefined, 'uniforms-unreadable'],
    ['crd', {}, null, undefined, 'uniforms-unreadable'],
    ['crd', {}, [0.5, 1], undefined, 'uniform-out-of-range'],
    ['crd', {}, [0.5, '0.5'], undefined, 'uniform-out-of-range'],
    ['tbd', {}, [0.5, 0.5, 0.5], 2, 'sequence-complete'],
    ['bsd', { mti: '0' }, [0.5], undefined, 'parameter-out-of-range'],
    ['minimization', {}, [0.5], undefined, 'not-a-sequence'],
  ] as const)('is refused: %s %j %j', (procedure, parameters, uniforms, n, rule) => {
    expect(drive(procedure, parameters, uniforms, n)).toBe(rule);
  });
});

describe('the list of procedures', () => {
  it('documents all of them with ranges', () => {
    const { procedures } = listProcedures();
    expect(procedures.map((procedure) => procedure.code).join(' ')).toBe(
      'crd tbd rand pbd bcd abcd gbcd bsd bcdwit eud bud wei mp brick dbr minimization zelen',
    );
    const bcd = procedures.find((procedure) => procedure.code === 'bcd');
    expect(bcd?.parameters).toEqual([
      {
        name: 'p',
        meaning: 'probability of the arm that is behind',
        range: '0.5 < p <= 1',
        required: true,
      },
    ]);
    expect(procedures.filter((procedure) => procedure.needs_n).map((p) => p.code)).toEqual([
      'tbd',
      'rand',
      'mp',
    ]);
  });
});
