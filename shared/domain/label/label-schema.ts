import { z } from 'zod';
import { symbologies } from '../barcode/symbology.ts';
import { barcodeParts, labelKinds } from './label-template.ts';

const length = (minimum: number, maximum: number) => z.number().min(minimum).max(maximum);
const points = length(4, 72);
// Control characters and direction overrides can make a label show something other than it says.
const printable = /^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+$/u;
const text = (maximum: number) =>
  z.string().min(1).max(maximum).regex(printable, 'printable text without line breaks');
const language = /^(all|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/;

const box = {
  x: length(0, 420),
  y: length(0, 420),
  width: length(1, 420),
  height: length(0.1, 420),
};

const block = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    ...box,
    size: points,
    minimumSize: points.default(5),
    bold: z.boolean().default(false),
    align: z.enum(['left', 'centre', 'right']).default('left'),
    text: z.record(z.string().regex(language), text(600)),
    between: z.enum(['slash', 'line']).default('slash'),
  }),
  z.strictObject({
    kind: z.literal('barcode'),
    ...box,
    symbology: z.enum(symbologies),
    carries: z.array(z.enum(barcodeParts)).min(1).max(6),
  }),
  z.strictObject({ kind: z.literal('rule'), ...box }),
]);

/** Shape of a label template; what the fields mean together is checked apart. */
export const labelTemplateSchema = z.strictObject({
  format: z.literal('cachet-label/1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes, at most 40'),
  title: text(120),
  kind: z.enum(labelKinds),
  sheet: z.strictObject({ width: length(20, 420), height: length(15, 420) }),
  label: z.strictObject({ width: length(20, 420), height: length(15, 420) }),
  grid: z.strictObject({
    columns: z.number().int().min(1).max(20),
    rows: z.number().int().min(1).max(40),
    left: length(0, 100).default(0),
    top: length(0, 100).default(0),
    gapX: length(0, 50).default(0),
    gapY: length(0, 50).default(0),
  }),
  languages: z.array(z.string().regex(language)).min(1).max(12),
  expiry: z.enum(['day', 'month']),
  gtin: z
    .string()
    .regex(/^\d{14}$/, '14 digits')
    .nullable()
    .default(null),
  blocks: z.array(block).min(1).max(60),
});
