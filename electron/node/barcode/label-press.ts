import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { LabelPage, LabelPress } from '../../../shared/app/barcode-ports.ts';
import type { LabelDrawing, TextLine } from '../../../shared/domain/label/label-layout.ts';
import { drawBarcode } from './draw-barcode.ts';

/** The parts of pdfkit and fontkit that are used here; both come with pdfmake. */
interface Pdf {
  addPage(options: { size: readonly [number, number]; margin: number }): Pdf;
  registerFont(name: string, path: string): Pdf;
  font(name: string): Pdf;
  fontSize(size: number): Pdf;
  text(text: string, x: number, y: number, options: { lineBreak: false; baseline: string }): Pdf;
  rect(x: number, y: number, width: number, height: number): Pdf;
  fill(colour: string): Pdf;
  on(event: 'data', listener: (chunk: Uint8Array) => void): void;
  on(event: 'end', listener: () => void): void;
  end(): void;
}
type PdfMaker = new (options: Readonly<Record<string, unknown>>) => Pdf;

interface Glyph {
  readonly path: { toSVG(): string };
}
interface Font {
  readonly unitsPerEm: number;
  hasGlyphForCodePoint(code: number): boolean;
  layout(text: string): {
    readonly advanceWidth: number;
    readonly glyphs: readonly Glyph[];
    readonly positions: readonly {
      readonly xAdvance: number;
      readonly xOffset: number;
      readonly yOffset: number;
    }[];
  };
}

const require = createRequire(import.meta.url);
const mm = 72 / 25.4;
/** Metadata time of every file, so that equal labels give equal bytes. */
const fixedDate = new Date(0);

interface Typesetter {
  readonly Pdf: PdfMaker;
  readonly regular: Font;
  readonly bold: Font;
  readonly path: (face: 'Regular' | 'Medium') => string;
}

let typesetter: Typesetter | undefined;

/** Loaded at first use. */
function loaded(): Typesetter {
  if (typesetter !== undefined) return typesetter;
  const pdfmake = require.resolve('pdfmake/package.json');
  const requireOfPdfmake = createRequire(pdfmake);
  const { openSync } = createRequire(requireOfPdfmake.resolve('pdfkit'))('fontkit') as {
    openSync(path: string): Font;
  };
  const path = (face: string): string =>
    join(dirname(pdfmake), 'fonts', 'Roboto', `Roboto-${face}.ttf`);
  typesetter = {
    Pdf: requireOfPdfmake('pdfkit') as PdfMaker,
    regular: openSync(path('Regular')),
    bold: openSync(path('Medium')),
    path,
  };
  return typesetter;
}

const fontOf = (isBold: boolean): Font => (isBold ? loaded().bold : loaded().regular);

const width = (text: string, isBold: boolean): number => {
  const font = fontOf(isBold);
  return font.layout(text).advanceWidth / font.unitsPerEm;
};

const missing = (text: string): readonly string[] =>
  [...new Set(text)].filter(
    (character) =>
      character !== '\n' && !fontOf(false).hasGlyphForCodePoint(character.codePointAt(0) as number),
  );

function printPage(pdf: Pdf, { sheet, labels }: LabelPage): void {
  pdf.addPage({ size: [sheet.width * mm, sheet.height * mm], margin: 0 });
  for (const { x, y, drawing } of labels) {
    for (const line of drawing.lines) {
      pdf
        .font(line.bold ? 'bold' : 'regular')
        .fontSize(line.size)
        .text(line.text, (x + line.x) * mm, (y + line.y) * mm, {
          lineBreak: false,
          baseline: 'alphabetic',
        });
    }
    for (const [left, top, across, down] of drawing.rectangles) {
      pdf.rect((x + left) * mm, (y + top) * mm, across * mm, down * mm);
    }
    pdf.fill('black');
  }
}

const largePiece = 1 << 20;

/** Joins bytes that come in hundreds of thousands of small pieces, which would cost more memory than they hold. */
function collector() {
  const large: Uint8Array[] = [];
  let small: Uint8Array[] = [];
  let size = 0;
  const join = (): void => {
    large.push(Buffer.concat(small));
    small = [];
    size = 0;
  };
  return {
    add(piece: Uint8Array): void {
      small.push(piece);
      size += piece.length;
      if (size >= largePiece) join();
    },
    all(): Uint8Array {
      join();
      return Buffer.concat(large);
    },
  };
}

const pdf: LabelPress['pdf'] = ({ title, language }) => {
  const { Pdf, path } = loaded();
  const document = new Pdf({
    autoFirstPage: false,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Cachet', Producer: 'Cachet', CreationDate: fixedDate },
  });
  document.registerFont('regular', path('Regular')).registerFont('bold', path('Medium'));
  const pieces = collector();
  document.on('data', pieces.add);
  return {
    page: (page) => printPage(document, page),
    finish: () =>
      new Promise((resolve) => {
        document.on('end', () => resolve(pieces.all()));
        document.end();
      }),
  };
};

const short = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Outlines instead of text: a picture must not depend on the fonts of whoever looks at it. */
function outlines(line: TextLine): string {
  const font = fontOf(line.bold);
  const scale = line.size / mm / font.unitsPerEm;
  const { glyphs, positions } = font.layout(line.text);
  let along = 0;
  const paths = glyphs.map(({ path }, i) => {
    const { xAdvance, xOffset, yOffset } = positions[i] as (typeof positions)[number];
    const x = along + xOffset;
    along += xAdvance;
    const outline = path.toSVG();
    return outline === '' ? '' : `<path transform="translate(${x} ${yOffset})" d="${outline}"/>`;
  });
  const place = `translate(${short(line.x)} ${short(line.y)})`;
  return `<g transform="${place} scale(${scale} ${-scale})">${paths.join('')}</g>`;
}

const bars = (rectangles: LabelDrawing['rectangles']): string =>
  rectangles
    .map(([x, y, w, h]) => `M${short(x)} ${short(y)}h${short(w)}v${short(h)}h${short(-w)}z`)
    .join('');

const svg: LabelPress['svg'] = (drawing, size) =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}mm" height="${size.height}mm" viewBox="0 0 ${size.width} ${size.height}">`,
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    ...drawing.lines.map(outlines),
    `<path shape-rendering="crispEdges" d="${bars(drawing.rectangles)}"/>`,
    '</svg>',
  ].join('');

/** Sets labels in the type that comes with the program, and prints them as vectors. */
export const labelPress: LabelPress = {
  width,
  missing,
  barcode: drawBarcode,
  pdf,
  svg,
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
};
