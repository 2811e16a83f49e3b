import fc from 'fast-check';
import type { NumberFormat } from '../../shared/engine/kit-numbers/number-format.ts';

/** Formats that a study may have, with room for a few hundred numbers. */
export const kitNumberFormatDrawable: fc.Arbitrary<NumberFormat> = fc.oneof(
  fc.record({
    prefix: fc.constantFrom('', '7', '0420'),
    alphabet: fc.constant('digits' as const),
    length: fc.integer({ min: 4, max: 14 }),
    check: fc.constantFrom('mod-11-10' as const, 'mod-37-36' as const, 'none' as const),
  }),
  fc.record({
    prefix: fc.constantFrom('', 'K', 'CCH'),
    alphabet: fc.constant('unambiguous' as const),
    length: fc.integer({ min: 3, max: 14 }),
    check: fc.constantFrom('mod-37-36' as const, 'none' as const),
  }),
);
