import { createRequire } from 'node:module';
import type { RawOptions, RenderOptions } from 'bwip-js/node';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { groupSeparator } from '../../../shared/domain/barcode/element-string.ts';
import { isGs1Symbology } from '../../../shared/domain/barcode/symbology.ts';
import type {
  BarcodeContent,
  BarcodeDrawing,
  Symbology,
} from '../../../shared/domain/barcode/symbology.ts';

/** The part of bwip-js that is used here. */
interface BarcodeMaker {
  raw(options: RawOptions): readonly RawBarcode[];
  toBuffer(options: RenderOptions): Promise<Buffer>;
}

type RawBarcode =
  | { readonly pixs: readonly number[]; readonly pixx: number; readonly pixy: number }
  | { readonly sbs: readonly number[] };

const require = createRequire(import.meta.url);
/** Loaded at first use: it holds more than a hundred kinds of barcode. */
const maker = (): BarcodeMaker => require('bwip-js/node') as BarcodeMaker;

const names: Readonly<Record<Symbology, string>> = {
  'gs1-datamatrix': 'datamatrix',
  'gs1-qr': 'qrcode',
  'gs1-128': 'code128',
  datamatrix: 'datamatrix',
  qr: 'qrcode',
};

/** White modules around each kind, as its standard asks for. */
const quietZones: Readonly<Record<Symbology, number>> = {
  'gs1-datamatrix': 1,
  datamatrix: 1,
  'gs1-qr': 4,
  qr: 4,
  'gs1-128': 10,
};

/** FNC1 first is what makes a barcode a GS1 barcode; the element string is checked before it comes here. */
function optionsOf({ symbology, text }: BarcodeContent): RawOptions {
  const bcid = names[symbology];
  const level = bcid === 'qrcode' ? { eclevel: 'M' } : {};
  if (!isGs1Symbology(symbology)) return { bcid, text, ...level };
  const marked = `^FNC1${text.replaceAll(groupSeparator, '^FNC1')}`;
  return { bcid, text: marked, parsefnc: true, ...level } as RawOptions;
}

/** Neighbouring dark modules of a row as one rectangle, so that no hairlines show between them. */
function fromModules(pixels: readonly number[], width: number, height: number) {
  const dark: (readonly [number, number, number, number])[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const start = x;
      while (x < width && pixels[y * width + x] === 1) x += 1;
      if (x > start) dark.push([start, y, x - start, 1]);
    }
  }
  return dark;
}

function fromBars(widths: readonly number[]) {
  const dark: (readonly [number, number, number, number])[] = [];
  let x = 0;
  widths.forEach((width, i) => {
    if (i % 2 === 0) dark.push([x, 0, width, 1]);
    x += width;
  });
  return { dark, width: x };
}

const unfit = ({ symbology, text }: BarcodeContent): Refusal =>
  refusal(
    'barcode-content',
    `${text.length} characters do not fit into a ${symbology} barcode, or not all of them can stand in it.`,
    'Use fewer fields, or characters of ASCII only.',
  );

/** Readers disagree on how a GS1 QR code holds a percent sign, so none is ever written. */
const percentInQr = refusal(
  'barcode-percent',
  'A GS1 QR code with a percent sign is not read alike by all scanners.',
  'Use a GS1 DataMatrix, or leave the percent sign out.',
);

const isFit = ({ symbology, text }: BarcodeContent): boolean => {
  const body = isGs1Symbology(symbology) ? text.replaceAll(groupSeparator, '') : text;
  return /^[ -~]+$/.test(body) && !(symbology === 'gs1-128' && body.length > 48);
};

/** Whatever bwip-js throws at checked text means that the text has no symbol. */
function attempt<T>(content: BarcodeContent, make: () => T): Result<T, Refusal> {
  if (!isFit(content)) return err(unfit(content));
  if (content.symbology === 'gs1-qr' && content.text.includes('%')) return err(percentInQr);
  try {
    return ok(make());
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('bwipp.')) return err(unfit(content));
    throw error;
  }
}

/** Draws a barcode as rectangles. Refuses what no symbol of the kind can hold (`barcode-content`). */
export function drawBarcode(content: BarcodeContent): Result<BarcodeDrawing, Refusal> {
  return attempt(content, () => {
    const [raw] = maker().raw(optionsOf(content));
    if (raw === undefined) throw new Error('bwip-js drew nothing');
    const quiet = quietZones[content.symbology];
    if ('sbs' in raw) return { ...fromBars(raw.sbs), height: 1, quiet };
    const { pixs, pixx, pixy } = raw;
    return { width: pixx, height: pixy, dark: fromModules(pixs, pixx, pixy), quiet };
  });
}

/** A barcode with its quiet zone as PNG; `scale` is the number of pixels of a module. */
export async function barcodePicture(
  content: BarcodeContent,
  scale: number,
): Promise<Result<Uint8Array, Refusal>> {
  const padding = quietZones[content.symbology];
  const options = { ...optionsOf(content), scale, padding, backgroundcolor: 'FFFFFF' };
  const making = attempt(content, () =>
    maker().toBuffer({ ...options, ...(content.symbology === 'gs1-128' ? { height: 15 } : {}) }),
  );
  if (!making.ok) return making;
  return ok(new Uint8Array(await making.value));
}
