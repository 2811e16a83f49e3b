import { describe, expect, it } from 'vitest';
import { prepareDesign } from '../../../../shared/engine/randomization/design.ts';
import type { RawParameters } from '../../../../shared/engine/randomization/parameters.ts';
import { rangeText } from '../../../../shared/engine/randomization/parameters.ts';
import { procedures } from '../../../../shared/engine/randomization/procedures.ts';

const refuse = (code: string, weights: readonly number[], raw: RawParameters, n?: number) => {
  const prepared = prepareDesign(code, raw, { weights, n });
  return prepared.ok ? null : prepared.error;
};

describe('parameters outside their range', () => {
  it.each([
    ['bcd', { p: 0.5 }, '0.5'],
    ['bcd', { p: 1.01 }, '1.01'],
    ['bcd', { p: 'two thirds' }, 'two thirds'],
    ['bcd', { p: '' }, ''],
    ['bcd', { p: '0x1' }, '0x1'],
    ['abcd', { a: 0 }, '0'],
    ['abcd', { a: -2 }, '-2'],
    ['gbcd', { gamma: 0 }, '0'],
    ['bsd', { mti: 0 }, '0'],
    ['bsd', { mti: 2.5 }, '2.5'],
    ['bsd', { mti: Number.NaN }, 'NaN'],
    ['bcdwit', { p: 0.7, mti: -1 }, '-1'],
    ['eud', { b: 0 }, '0'],
    ['eud', { b: '1e400' }, '1e400'],
    ['bud', { lambda: '1.5' }, '1.5'],
    ['wei', { alpha: -1, beta: 1 }, '-1'],
    ['pbd', { blocks: '4,4' }, '4,4'],
    ['pbd', { blocks: '' }, ''],
    ['pbd', { block: 0 }, '0'],
  ] as const)('are refused with rule, value and remedy: %s %j', (code, raw, value) => {
    const refused = refuse(code, [1, 1], raw);
    expect(refused?.rule).toBe('parameter-out-of-range');
    expect(refused?.message).toContain(value);
    expect(refused?.next).toMatch(/<=|</);
  });

  it('are accepted at the inclusive end', () => {
    expect(refuse('bcd', [1, 1], { p: 1 })).toBeNull();
    expect(refuse('bsd', [1, 1], { mti: 1 })).toBeNull();
    expect(refuse('eud', [1, 1], { b: ' 2 ' })).toBeNull();
  });

  it('are refused when missing or unknown', () => {
    expect(refuse('bsd', [1, 1], {})?.rule).toBe('parameter-missing');
    expect(refuse('pbd', [1, 1], {})?.rule).toBe('parameter-missing');
    expect(refuse('bsd', [1, 1], { mti: 2, b: 3 })?.rule).toBe('unknown-parameter');
    expect(refuse('bsd', [1, 1], { b: 3 })?.next).toContain('mti');
    expect(refuse('coin', [1, 1], {})?.next).toContain('bcd');
    expect(refuse('wei', [1, 1], { alpha: 0, beta: 0 })?.rule).toBe('parameter-out-of-range');
  });
});

describe('ratios', () => {
  it.each([
    [[2, 2], 'weights-not-coprime', '1:1'],
    [[2, 4, 6], 'weights-not-coprime', '1:2:3'],
    [[1, 0], 'weight-out-of-range', '1'],
    [[1, -1], 'weight-out-of-range', '1'],
    [[1, 1.5], 'weight-out-of-range', '1'],
    [[1, Number.NaN], 'weight-out-of-range', '1'],
    [[1], 'arms-count', '2'],
    [[], 'arms-count', '2'],
  ])('are refused: %j', (weights, rule, remedy) => {
    const refused = refuse('crd', weights, {});
    expect(refused?.rule).toBe(rule);
    expect(refused?.next).toContain(remedy);
  });

  it.each([
    ['bsd', [1, 2], { mti: 2 }],
    ['bcd', [1, 1, 1], { p: 0.7 }],
    ['wei', [1, 2], { alpha: 1, beta: 1 }],
    ['mp', [1, 1, 1], { mti: 2 }],
    ['tbd', [2, 1], {}],
  ] as const)('that a procedure does not serve are refused: %s %j', (code, weights, raw) => {
    expect(refuse(code, weights, raw, 12)?.rule).toBe('arms-not-served');
  });
});

describe('lengths, blocks and limits that do not fit', () => {
  it.each([
    ['tbd', [1, 1], {}, 11, 'length-not-even', '12'],
    ['rand', [1, 1], {}, 11, 'length-not-multiple', '12'],
    ['rand', [1, 2, 2], {}, 12, 'length-not-multiple', '15'],
    ['rand', [1, 1], {}, undefined, 'length-missing', 'n'],
    ['mp', [1, 1], { mti: 2 }, 0, 'length-out-of-range', '1'],
    ['mp', [1, 1], { mti: 2 }, 10.5, 'length-out-of-range', '1'],
    ['mp', [1, 3], { mti: 1 }, 12, 'mti-too-small', '2'],
    ['mp', [3, 2], { mti: 0.5 }, 12, 'mti-too-small', '0.666'],
    ['mp', [1, 1], { mti: 0.5 }, 12, 'parameter-out-of-range', 'mti'],
    ['pbd', [1, 1], { block: 3 }, undefined, 'block-not-multiple', '4'],
    ['pbd', [1, 2], { blocks: '3,4' }, undefined, 'block-not-multiple', '6'],
    ['pbd', [1, 1], { blocks: '4,6', block: 8 }, undefined, 'block-not-in-set', 'block'],
  ] as const)('are refused: %s %j %j %s', (code, weights, raw, n, rule, remedy) => {
    const refused = refuse(code, weights, raw, n);
    expect(refused?.rule).toBe(rule);
    expect(refused?.next).toContain(remedy);
  });

  it('accepts the smallest limit that the refusal names', () => {
    expect(refuse('mp', [1, 3], { mti: 2 }, 12)).toBeNull();
    expect(refuse('mp', [3, 2], { mti: '0.6666666666666666' }, 12)).toBeNull();
  });
});

describe('counts that cannot occur', () => {
  const at = (
    code: string,
    weights: readonly number[],
    raw: RawParameters,
    counts: readonly number[],
    more: { readonly n?: number; readonly j?: number } = {},
  ) => {
    const prepared = prepareDesign(code, raw, { weights, n: more.n });
    if (!prepared.ok) throw new Error(prepared.error.message);
    const state = prepared.value.fromCounts(counts, more.j);
    return state.ok ? 'accepted' : state.error.rule;
  };

  it('are refused by the procedures with a limit', () => {
    expect(at('bsd', [1, 1], { mti: 3 }, [4, 0])).toBe('counts-unreachable');
    expect(at('bsd', [1, 1], { mti: 3 }, [3, 0])).toBe('accepted');
    expect(at('eud', [1, 1], { b: 2 }, [0, 3])).toBe('counts-unreachable');
    expect(at('bud', [1, 2, 2], { lambda: 2 }, [3, 2, 1])).toBe('counts-unreachable');
    expect(at('bud', [1, 2, 2], { lambda: 2 }, [3, 3, 4])).toBe('accepted');
    expect(at('pbd', [1, 1], { block: 4 }, [3, 1])).toBe('counts-unreachable');
    expect(at('pbd', [1, 1], { block: 4 }, [3, 2])).toBe('accepted');
    expect(at('mp', [1, 1], { mti: 2 }, [3, 0], { n: 10 })).toBe('counts-unreachable');
    expect(at('tbd', [1, 1], {}, [6, 0], { n: 10 })).toBe('counts-unreachable');
  });

  it('are refused when they are no counts of these arms', () => {
    expect(at('crd', [1, 1], {}, [1])).toBe('counts-invalid');
    expect(at('crd', [1, 1], {}, [1, -1])).toBe('counts-invalid');
    expect(at('crd', [1, 1], {}, [1, 0.5])).toBe('counts-invalid');
    expect(at('crd', [1, 1], {}, [1, 2], { j: 5 })).toBe('counts-index-mismatch');
    expect(at('crd', [1, 1], {}, [1, 2], { j: 4 })).toBe('accepted');
    expect(at('rand', [1, 1], {}, [5, 5], { n: 10 })).toBe('sequence-complete');
  });

  it('do not determine a concealed block unless its size is given', () => {
    expect(at('pbd', [1, 1], { blocks: '4,6' }, [2, 1])).toBe('block-concealed');
    expect(at('pbd', [1, 1], { blocks: '4,6' }, [0, 0])).toBe('accepted');
    expect(at('pbd', [1, 1], { blocks: '4,6', block: 6 }, [2, 1])).toBe('accepted');
    expect(at('pbd', [1, 1], { blocks: '4,6', block: 4 }, [3, 0])).toBe('counts-unreachable');
  });
});

describe('the registry', () => {
  it('documents every procedure and every parameter range', () => {
    expect(procedures.size).toBe(14);
    for (const procedure of procedures.values()) {
      for (const text of [procedure.name, procedure.formula, procedure.source]) {
        expect(text.length).toBeGreaterThan(5);
      }
      for (const spec of procedure.parameters) expect(rangeText(spec)).toContain(spec.name);
    }
  });
});
