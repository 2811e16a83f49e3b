import { type Design, prepareDesign } from '../../../../shared/engine/randomization/design.ts';
import type { RawParameters } from '../../../../shared/engine/randomization/parameters.ts';

/** A design that the test knows to be valid; throws with the refusal when it is not. */
export function design(
  code: string,
  raw: RawParameters,
  n: number,
  weights: readonly number[] = [1, 1],
): Design {
  const prepared = prepareDesign(code, raw, { weights, n });
  if (!prepared.ok) throw new Error(prepared.error.message);
  return prepared.value;
}

/** Code, parameters and ratio of designs that between them use every feature of a procedure. */
export const CASES: readonly (readonly [string, RawParameters, readonly number[]])[] = [
  ['crd', {}, [1, 1]],
  ['crd', {}, [1, 2]],
  ['crd', {}, [1, 1, 2]],
  ['tbd', {}, [1, 1]],
  ['rand', {}, [1, 1]],
  ['pbd', { block: 4 }, [1, 1]],
  ['pbd', { block: 6 }, [1, 2]],
  ['pbd', { block: 8 }, [1, 2, 1]],
  ['pbd', { blocks: '2,4,6' }, [1, 1]],
  ['pbd', { blocks: '3,6' }, [2, 1]],
  ['bcd', { p: 2 / 3 }, [1, 1]],
  ['abcd', { a: 2 }, [1, 1]],
  ['gbcd', { gamma: 2 }, [1, 1]],
  ['bsd', { mti: 2 }, [1, 1]],
  ['bcdwit', { p: 2 / 3, mti: 3 }, [1, 1]],
  ['eud', { b: 2 }, [1, 1]],
  ['bud', { lambda: 2 }, [1, 1]],
  ['bud', { lambda: 2 }, [1, 2, 2]],
  ['wei', { alpha: 1, beta: 2 }, [1, 1]],
  ['mp', { mti: 2 }, [1, 1]],
  ['mp', { mti: 3 }, [1, 2]],
  ['brick', {}, [1, 2]],
  ['brick', {}, [1, 2, 3]],
];

export const title = ([code, raw, weights]: (typeof CASES)[number]): string =>
  `${code} ${JSON.stringify(raw)} ${weights.join(':')}`;
