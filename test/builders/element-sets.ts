import fc from 'fast-check';
import type { Gs1Element } from '../../shared/domain/barcode/application-identifiers.ts';
import { gs1CheckDigit } from '../../shared/domain/barcode/check-digit.ts';

const characters =
  '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const checked = (length: number) =>
  digits(length - 1).map((text) => `${text}${gs1CheckDigit(text)}`);
const text = (maximum: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: maximum });
const two = (value: number): string => String(value).padStart(2, '0');
const date = fc
  .tuple(fc.nat(99), fc.integer({ min: 1, max: 12 }), fc.nat(28))
  .map((parts) => parts.map(two).join(''));
const piece = fc
  .tuple(checked(14), fc.integer({ min: 1, max: 99 }), fc.nat(98))
  .map(([item, total, one]) => `${item}${two((one % total) + 1)}${two(total)}`);

const element = (ai: string, value: fc.Arbitrary<string>): fc.Arbitrary<readonly Gs1Element[]> =>
  value.map((written) => [{ ai, value: written }]);
const maybe = (given: fc.Arbitrary<readonly Gs1Element[]>) =>
  fc.option(given, { nil: [] as readonly Gs1Element[] });

/** Valid sets of elements with every identifier that labels may carry, in any order. */
export const elementSets: fc.Arbitrary<readonly Gs1Element[]> = fc
  .tuple(
    fc.oneof(element('01', checked(14)), element('8006', piece)),
    maybe(element('00', checked(18))),
    maybe(element('10', text(20))),
    maybe(element('11', date)),
    maybe(element('15', date)),
    maybe(element('17', date)),
    maybe(element('21', text(20))),
    maybe(element('240', text(30))),
    maybe(element('7240', text(20))),
    maybe(element('410', checked(13))),
    maybe(
      fc.tuple(checked(13), text(20)).map(([place, part]) => [
        { ai: '414', value: place },
        { ai: '254', value: part },
      ]),
    ),
  )
  .chain((sets) => fc.shuffledSubarray(sets.flat(), { minLength: sets.flat().length }));
