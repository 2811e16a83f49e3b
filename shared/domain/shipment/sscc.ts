import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';

/** GS1 check digit (mod 10, weights 3 and 1 from the right) of the digits before it. */
export function gs1CheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const weight = (digits.length - i) % 2 === 1 ? 3 : 1;
    sum += weight * Number(digits[i]);
  }
  return (10 - (sum % 10)) % 10;
}

/** Why a text is no SSCC (18 digits with check digit, GS1 application identifier 00), or null. */
export function ssccRefusal(text: string): Refusal | null {
  if (!/^\d{18}$/.test(text)) {
    return refusal(
      'sscc-format',
      `"${text}" is not a shipper number (SSCC).`,
      'An SSCC has 18 digits; scan it, or leave it empty.',
    );
  }
  const expected = gs1CheckDigit(text.slice(0, 17));
  if (Number(text[17]) === expected) return null;
  return refusal(
    'sscc-check',
    `The shipper number ${text} has a wrong check digit: ${text[17]} instead of ${expected}.`,
    'Scan it again, or compare it with the box.',
  );
}
