import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { gs1CheckDigit } from '../barcode/check-digit.ts';

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
