import { parseBracketed } from '../../../shared/domain/barcode/bracketed.ts';
import { writeElementString } from '../../../shared/domain/barcode/element-string.ts';
import { isGs1Symbology, symbologies } from '../../../shared/domain/barcode/symbology.ts';
import type {
  BarcodeContent,
  BarcodeDrawing,
  Symbology,
} from '../../../shared/domain/barcode/symbology.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { barcodePicture, drawBarcode } from '../../node/barcode/draw-barcode.ts';
import { optionalText, wholeNumber } from '../arguments.ts';
import { UsageError, done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { writeNewFile } from '../output-files.ts';

function symbologyOf(typed: Typed): Symbology {
  const given = optionalText(typed, 'symbology') ?? 'gs1-datamatrix';
  const known = symbologies.find((symbology) => symbology === given);
  if (known !== undefined) return known;
  throw new UsageError(`--symbology takes ${symbologies.join(', ')}, not "${given}"`);
}

function contentOf(typed: Typed): Result<BarcodeContent, Refusal> {
  const symbology = symbologyOf(typed);
  const text = typed.positionals[0] as string;
  if (!isGs1Symbology(symbology)) return ok({ symbology, text });
  const elements = parseBracketed(text);
  if (!elements.ok) return elements;
  const written = writeElementString(elements.value);
  return written.ok ? ok({ symbology, text: written.value }) : written;
}

/** As vectors, one unit a module, a linear barcode fifteen modules high. */
function svgOf({ width, height, dark, quiet }: BarcodeDrawing, scale: number): string {
  const rise = height === 1 ? 15 : 1;
  const [across, down] = [width + 2 * quiet, height * rise + 2 * quiet];
  const bars = dark.map(
    ([x, y, w, h]) => `M${x + quiet} ${y * rise + quiet}h${w}v${h * rise}h${-w}z`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${across * scale}" height="${down * scale}" viewBox="0 0 ${across} ${down}"><path fill="#fff" d="M0 0h${across}v${down}H0z"/><path shape-rendering="crispEdges" d="${bars.join('')}"/></svg>\n`;
}

async function pictureOf(
  content: BarcodeContent,
  path: string,
  scale: number,
): Promise<Result<string | Uint8Array, Refusal>> {
  if (path.endsWith('.png')) return barcodePicture(content, scale);
  if (!path.endsWith('.svg')) throw new UsageError(`"${path}" must end in .png or .svg`);
  const drawn = drawBarcode(content);
  return drawn.ok ? ok(svgOf(drawn.value, scale)) : drawn;
}

async function encode(typed: Typed, io: Io): Promise<Ending> {
  const content = contentOf(typed);
  if (!content.ok) return refused(content.error);
  const path = typed.positionals[1] as string;
  const picture = await pictureOf(content.value, path, wholeNumber(typed, 'scale', 1, 4));
  if (!picture.ok) return refused(picture.error);
  const written = writeNewFile(io, path, picture.value);
  if (!written.ok) return refused(written.error);
  return done({ ...content.value, file: written.value }, `Written to ${written.value}.`);
}

/** `barcode encode TEXT FILE` */
export const command: Command = {
  positionals: [
    {
      name: 'TEXT',
      description:
        'GS1 elements with identifiers in brackets, an opening bracket inside a value as \\(; or any text for a plain kind',
    },
    { name: 'FILE', description: 'a new file that ends in .png or .svg' },
  ],
  options: {
    symbology: { value: 'KIND', description: `${symbologies.join(', ')} (default gs1-datamatrix)` },
    scale: { value: 'N', description: 'pixels of one module (default 4)' },
  },
  output: 'symbology; text as it is in the barcode, FNC1 as ASCII 29; file',
  examples: [
    "barcode encode '(01)09506000134352(17)271200(10)L25-021(21)5501' label.png",
    "barcode encode '(00)376104250021234569' sscc.svg --symbology gs1-128 --json",
  ],
  run: encode,
};
