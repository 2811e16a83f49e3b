import { hkdfSync } from 'node:crypto';
import {
  checkListSpecification,
  type CheckedList,
  type ListSpecification,
} from '../../../../shared/engine/randomization/list-specification.ts';
import type { RawParameters } from '../../../../shared/engine/randomization/parameters.ts';

/** HKDF-SHA-256 of the platform, as hosts supply it. */
export const deriveKey = (seed: Uint8Array, info: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', seed, new Uint8Array(0), new TextEncoder().encode(info), 32));

/** A fixed seed: 1, 2, 3, … plus an offset. */
export const seedOf = (offset = 0): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => (i + 1 + offset) % 256);

export const specificationOf = (
  procedure: string,
  parameters: RawParameters,
  weights: readonly number[] = [1, 1],
  strata: ListSpecification['strata'] = [
    { name: 'Site 01, "North"', length: 48, reserve: 12 },
    { name: 'Zürich', length: 30, reserve: 0 },
  ],
): ListSpecification => ({
  study: 'CHT-301',
  list: 'main',
  arms: weights.map((weight, k) => ({ name: `Arm ${'ABCDEF'[k] ?? ''}`, weight })),
  procedure,
  parameters,
  strata,
});

export const checkedOf = (specification: ListSpecification): CheckedList => {
  const checked = checkListSpecification(specification);
  if (!checked.ok) throw new Error(`${checked.error.rule}: ${checked.error.message}`);
  return checked.value;
};

/** One specification for each procedure, with lengths that every procedure can serve. */
export const LISTS: readonly ListSpecification[] = [
  specificationOf('crd', {}),
  specificationOf('crd', {}, [1, 2, 3]),
  specificationOf('tbd', {}),
  specificationOf('rand', {}),
  specificationOf('rand', {}, [2, 1]),
  specificationOf('pbd', { block: 4 }),
  specificationOf('pbd', { blocks: '4,6,8' }),
  specificationOf('pbd', { blocks: [10, 5] }, [1, 2, 2]),
  specificationOf('bcd', { p: '0.667' }),
  specificationOf('abcd', { a: 2.5 }),
  specificationOf('gbcd', { gamma: 2 }),
  specificationOf('bsd', { mti: 3 }),
  specificationOf('bcdwit', { p: 0.667, mti: 3 }),
  specificationOf('eud', { b: 3 }),
  specificationOf('bud', { lambda: 2 }),
  specificationOf('bud', { lambda: 3 }, [1, 2, 2]),
  specificationOf('wei', { alpha: 0, beta: 1 }, [1, 1, 1]),
  specificationOf('mp', { mti: 3 }),
  specificationOf('mp', { mti: 1.5 }, [2, 1]),
  specificationOf('brick', {}, [3, 2]),
  specificationOf('brick', {}, [4, 2, 1]),
  specificationOf('brick', {}, [3, 3, 2, 2]),
  specificationOf('brick', {}, [1, 1, 1, 1]),
  specificationOf('brick', {}, [5, 1, 2, 4, 3, 2]),
];
