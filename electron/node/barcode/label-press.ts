import type { LabelPage, LabelPress } from '../../../shared/app/barcode-ports.ts';
import type { LabelDrawing, TextLine } from '../../../shared/domain/label/label-layout.ts';
import { drawBarcode } from './draw-barcode.ts';
import { missingIn, requireOfPdfmake, runWidth, runsOf } from './label-type.ts';
import type { Run } from './label-type.ts';

/** The part of pdfkit that is used here; it comes with pdfmake. */
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

const mm = 72 / 25.4;
/** Metadata time of every file, so that equal labels give equal bytes. */
const fixedDate = new Date(0);

const width = (text: string, isBold: boolean): number =>
  runsOf(text, isBold).reduce((sum, run) => sum + runWidth(run), 0);

/** A document that learns each face at its first use. */
class Paper {
  readonly pdf: Pdf;
  readonly #known = new Set<string>();

  constructor(options: Readonly<Record<string, unknown>>) {
    const Maker = requireOfPdfmake('pdfkit') as PdfMaker;
    this.pdf = new Maker(options);
  }

  write({ x, y, size, bold, text }: TextLine): void {
    let along = x * mm;
    const runs = runsOf(text, bold);
    for (const run of runs) {
      const { name, path } = run.face;
      if (!this.#known.has(name)) this.pdf.registerFont(name, path);
      this.#known.add(name);
      const options = { lineBreak: false, baseline: 'alphabetic' } as const;
      this.pdf
        .font(name)
        .fontSize(size)
        .text(run.text, along, y * mm, options);
      // Measuring costs as much as printing: only where something follows.
      if (run !== runs.at(-1)) along += runWidth(run) * size;
    }
  }
}

function printPage(paper: Paper, { sheet, labels }: LabelPage): void {
  const { pdf } = paper;
  pdf.addPage({ size: [sheet.width * mm, sheet.height * mm], margin: 0 });
  for (const { x, y, drawing } of labels) {
    for (const line of drawing.lines) paper.write({ ...line, x: x + line.x, y: y + line.y });
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
  const paper = new Paper({
    autoFirstPage: false,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Cachet', Producer: 'Cachet', CreationDate: fixedDate },
  });
  const pieces = collector();
  paper.pdf.on('data', pieces.add);
  return {
    page: (page) => printPage(paper, page),
    finish: () =>
      new Promise((resolve) => {
        paper.pdf.on('end', () => resolve(pieces.all()));
        paper.pdf.end();
      }),
  };
};

const short = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Outlines instead of text: a picture must not depend on the fonts of whoever looks at it. */
function outlines(line: TextLine): string {
  let x = line.x;
  return runsOf(line.text, line.bold)
    .map((run) => {
      const drawn = runOutlines(run, { x, y: line.y, size: line.size / mm });
      x += (runWidth(run) * line.size) / mm;
      return drawn;
    })
    .join('');
}

function runOutlines(
  { face: { font }, text }: Run,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): string {
  const scale = size / font.unitsPerEm;
  const { glyphs, positions } = font.layout(text);
  let along = 0;
  const paths = glyphs.map(({ path }, i) => {
    const { xAdvance, xOffset, yOffset } = positions[i] as (typeof positions)[number];
    const at = along + xOffset;
    along += xAdvance;
    const outline = path.toSVG();
    return outline === '' ? '' : `<path transform="translate(${at} ${yOffset})" d="${outline}"/>`;
  });
  const place = `translate(${short(x)} ${short(y)})`;
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
  missing: missingIn,
  barcode: drawBarcode,
  pdf,
  svg,
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
};
