import type { ReadBarcode } from '../../../shared/app/barcode-ports.ts';
import { bracketed } from '../../../shared/domain/barcode/bracketed.ts';
import { ruleOf } from '../../../shared/domain/barcode/application-identifiers.ts';
import { readGs1Date } from '../../../shared/domain/barcode/gs1-date.ts';
import { readScan } from '../../../shared/domain/barcode/scanned-text.ts';
import { barcodePorts } from '../../node/barcode/barcode-ports.ts';
import { systemClock } from '../../node/system-clock.ts';
import { optionalText } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { readBytes } from '../input-files.ts';

const currentYear = (): number => Number(systemClock.now().instant.slice(0, 4));

function described({ symbology, text }: ReadBarcode) {
  const scan = readScan(`${symbology}${text}`);
  const elements = scan.elements.map(({ ai, value }) => {
    const { kind, title } = ruleOf(ai);
    const date = kind === 'date' ? readGs1Date(value, currentYear()) : null;
    return { ai, title, value, ...(date?.ok === true ? date.value : {}) };
  });
  const inWords = scan.elements.length === 0 ? scan.plain : bracketed(scan.elements);
  return { symbology, text, inWords, elements, refused: scan.refusal };
}

type Described = ReturnType<typeof described>;

const inLines = ({ symbology, inWords, elements, refused: fault }: Described): string =>
  [
    `${symbology}  ${inWords}`,
    ...elements.map(({ ai, title, value, date }) => {
      const meaning = date === undefined ? '' : ` = ${date}`;
      return `  (${ai}) ${title}: ${value}${meaning}`;
    }),
    ...(fault === null ? [] : [`  ${fault.message} ${fault.next}`]),
  ].join('\n');

async function decode(typed: Typed, io: Io): Promise<Ending> {
  const text = optionalText(typed, 'text');
  if (text !== undefined) {
    const found = described({ symbology: '', text });
    return done({ barcodes: [found] }, inLines(found));
  }
  const bytes = readBytes(io, typed.positionals[0] ?? '');
  if (!bytes.ok) return refused(bytes.error);
  const read = await barcodePorts.readBarcodes(bytes.value);
  if (!read.ok) return refused(read.error);
  const barcodes = read.value.map(described);
  const lines = barcodes.length === 0 ? 'No barcode found.' : barcodes.map(inLines).join('\n');
  if (barcodes.length > 0) return done({ barcodes }, lines);
  return { kind: 'failed', json: { barcodes }, text: lines };
}

/** `barcode decode FILE` */
export const command: Command = {
  positionals: [{ name: 'FILE', description: 'a PNG or JPEG picture of labels', optional: true }],
  options: {
    text: { value: 'TEXT', description: 'instead of a picture: what a scanner typed' },
  },
  output:
    'barcodes, from the top of the picture: [{ symbology (identifier as readers send it, ]d2 and so on), text (FNC1 as ASCII 29), inWords (with identifiers in brackets), elements: [{ ai, title, value, date (ISO, the last day where only a month is given), precision (day or month) }], refused (why it is no valid GS1 barcode, or null) }]. Exit 1 when there is none.',
  examples: [
    'barcode decode photo.jpg --json',
    "barcode decode --text ']d201095060001343521728013121A1'",
  ],
  run: decode,
};
