import type { IsoDate } from '../../base/iso-date.ts';
import { isoDateOf, lastDayOfMonth } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Gs1Element } from '../barcode/application-identifiers.ts';
import { writeElementString } from '../barcode/element-string.ts';
import { writeGs1Date } from '../barcode/gs1-date.ts';
import { isGs1Symbology } from '../barcode/symbology.ts';
import type { BarcodeContent } from '../barcode/symbology.ts';
import { lastFullMonth } from '../lot/expiry-text.ts';
import type { BarcodeBlock, BarcodePart, LabelTemplate, TextBlock } from './label-template.ts';

/** What one label says, by field; fields that the kind does not have are absent. */
export type LabelValues = Readonly<Record<string, string>>;

/** What barcodes of one label carry, as they must be written. */
export type BarcodeValues = Readonly<Partial<Record<BarcodePart, string>>>;

const identifiers: Readonly<Record<BarcodePart, string>> = {
  gtin: '01',
  expiry: '17',
  lot: '10',
  protocol: '7240',
  kit: '21',
  sscc: '00',
  shipment: '',
};

/** The expiry in words and in a barcode: the day, or the last month that it covers whole. */
export function expiryOnLabel(
  expiry: IsoDate,
  precision: LabelTemplate['expiry'],
): { readonly words: string; readonly code: string } {
  if (precision === 'day')
    return { words: expiry, code: writeGs1Date({ date: expiry, precision }) };
  const month = lastFullMonth(expiry);
  const [year, number] = month.split('-').map(Number) as [number, number];
  const date = lastDayOfMonth(isoDateOf({ year, month: number, day: 1 }));
  return { words: month, code: writeGs1Date({ date, precision }) };
}

/** The text of a block for one label in all languages; words that two languages share stand once. */
export function blockText(
  block: TextBlock,
  languages: readonly string[],
  values: LabelValues,
): string {
  const { all } = block.text;
  const texts = all === undefined ? languages.map((language) => block.text[language] ?? '') : [all];
  return texts
    .map((text) => text.replace(/\{([^{}]*)\}/g, (_, field: string) => values[field] ?? ''))
    .filter((text, i, every) => every.indexOf(text) === i)
    .join(block.between === 'line' ? '\n' : ' / ');
}

/** What a barcode of a label holds. Refuses values that GS1 barcodes cannot carry. */
export function barcodeContent(
  block: Pick<BarcodeBlock, 'symbology' | 'carries'>,
  values: BarcodeValues,
): Result<BarcodeContent, Refusal> {
  const { symbology, carries } = block;
  if (!isGs1Symbology(symbology)) {
    return ok({ symbology, text: values[carries[0] as BarcodePart] ?? '' });
  }
  const elements = carries.map((part): Gs1Element => ({
    ai: identifiers[part],
    value: values[part] ?? '',
  }));
  const written = writeElementString(elements);
  return written.ok ? ok({ symbology, text: written.value }) : written;
}
