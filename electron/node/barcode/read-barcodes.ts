import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { ReadBarcode } from '../../../shared/app/barcode-ports.ts';
import { pictureSize } from './picture-size.ts';

const require = createRequire(import.meta.url);

/** A decoded picture takes four bytes a pixel, and some more while it is searched. */
const largestPicture = 40_000_000;
const mostBarcodes = 50;

type Reader = typeof import('zxing-wasm/reader');
let loading: Promise<Reader> | undefined;

/** Loads the decoder once, its WebAssembly from the package on disk: nothing comes from the network. */
function reader(): Promise<Reader> {
  loading ??= (async () => {
    const module = await import('zxing-wasm/reader');
    const wasm = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
    // A pooled buffer would hand the decoder bytes of others as well.
    const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
    await module.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
    return module;
  })();
  return loading;
}

const notAPicture = (): Refusal =>
  refusal(
    'picture-unreadable',
    'The file is not a PNG or JPEG picture, or it is damaged.',
    'Choose a photograph or a scan of the label.',
  );

const tooLarge = (width: number, height: number): Refusal =>
  refusal(
    'picture-too-large',
    `The picture has ${width} × ${height} points; at most ${largestPicture / 1_000_000} million are read.`,
    'Take a smaller picture, or cut it to the label.',
  );

/**
 * Every barcode in a PNG or JPEG picture, from the top; empty when none can be read. The text is as a scanner
 * would send it, FNC1 as ASCII 29, with the symbology identifier apart.
 */
export async function readBarcodes(
  picture: Uint8Array,
): Promise<Result<readonly ReadBarcode[], Refusal>> {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength);
  const size = pictureSize(bytes);
  if (size === null || size.width === 0 || size.height === 0) return err(notAPicture());
  if (size.width * size.height > largestPicture) return err(tooLarge(size.width, size.height));
  const found = await (
    await reader()
  ).readBarcodes(new Uint8Array(bytes), {
    formats: ['DataMatrix', 'QRCode', 'Code128'],
    tryHarder: true,
    maxNumberOfSymbols: mostBarcodes,
    textMode: 'Plain',
  });
  return ok(
    found
      .filter(({ isValid }) => isValid)
      .map(({ symbologyIdentifier, bytes: content, position }) => ({
        top: Math.min(position.topLeft.y, position.topRight.y),
        symbology: symbologyIdentifier,
        text: Buffer.from(content).toString('latin1'),
      }))
      .sort((a, b) => a.top - b.top)
      .map(({ symbology, text }) => ({ symbology, text })),
  );
}
