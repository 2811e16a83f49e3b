import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { BarcodeContent, BarcodeDrawing } from '../barcode/symbology.ts';
import { barcodeContent, blockText } from './label-content.ts';
import type { BarcodeValues, LabelValues } from './label-content.ts';
import { piecesOf } from './line-break.ts';
import type { BarcodeBlock, LabelBlock, LabelTemplate, TextBlock } from './label-template.ts';

/** Metrics of the printer's type, and its barcodes. */
export interface LabelTools {
  /** Width of a text set in one point, in points. */
  width(text: string, bold: boolean): number;
  /** Characters of a text that the type does not have. */
  missing(text: string): readonly string[];
  barcode(content: BarcodeContent): Result<BarcodeDrawing, Refusal>;
}

/** One line of text; `x` and `y` (of its baseline) in millimetres, `size` in points. */
export interface TextLine {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly text: string;
}

/** A finished label: lines of text, and black rectangles as x, y, width, height in millimetres. */
export interface LabelDrawing {
  readonly lines: readonly TextLine[];
  readonly rectangles: readonly (readonly [number, number, number, number])[];
}

export interface LabelContent {
  readonly values: LabelValues;
  readonly codes: BarcodeValues;
}

const pointInMm = 25.4 / 72;
const leading = 1.18;
const ascent = 0.93;
const sizeStep = 0.5;
/** Finest module that hand scanners and label printers manage (GS1 DataMatrix: 0.255 mm). */
const finestModule = 0.25;

/** Breaks where the script allows it; a word that is too wide keeps its line and is found not to fit. */
function wrapped(text: string, limit: number, width: (line: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const { text: piece, gap } of piecesOf(paragraph)) {
      const longer = line === '' ? piece : `${line}${gap}${piece}`;
      if (line === '' || width(longer) <= limit) {
        line = longer;
      } else {
        lines.push(line);
        line = piece;
      }
    }
    lines.push(line);
  }
  return lines;
}

interface Setting {
  readonly size: number;
  readonly lines: readonly string[];
  readonly widths: readonly number[];
}

/** Widths are asked for again at every size that is tried. */
function remembered(width: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const found = known.get(text) ?? width(text);
    known.set(text, found);
    return found;
  };
}

function fitted(block: TextBlock, text: string, tools: LabelTools): Setting | null {
  const unit = remembered((line) => tools.width(line, block.bold));
  for (let size = block.size; size >= block.minimumSize; size -= sizeStep) {
    const width = (line: string): number => unit(line) * size * pointInMm;
    const lines = wrapped(text, block.width, width);
    const widths = lines.map(width);
    const isHigh = lines.length * size * leading * pointInMm <= block.height + 0.01;
    if (isHigh && widths.every((each) => each <= block.width)) return { size, lines, widths };
  }
  return null;
}

const indent = { left: 0, centre: 0.5, right: 1 } as const;

const linesAt = (block: TextBlock, { size, lines, widths }: Setting): readonly TextLine[] =>
  lines.map((text, i) => ({
    x: block.x + indent[block.align] * (block.width - (widths[i] as number)),
    y: block.y + (i * leading + ascent) * size * pointInMm,
    size,
    bold: block.bold,
    text,
  }));

function textLines(
  block: TextBlock,
  text: string,
  tools: LabelTools,
): Result<readonly TextLine[], Refusal> {
  const missing = tools.missing(text);
  if (missing.length > 0) {
    return err(
      refusal(
        'label-character',
        `The type of the labels has no ${missing.slice(0, 10).join(' ')}.`,
        'Latin, Greek, Cyrillic and Japanese text can be printed; leave this language out, or print it elsewhere.',
      ),
    );
  }
  const setting = fitted(block, text, tools);
  if (setting !== null) return ok(linesAt(block, setting));
  return err(
    refusal(
      'label-overflow',
      `"${text.slice(0, 80)}" does not fit into ${block.width} × ${block.height} mm at ${block.minimumSize} points.`,
      'Make the block larger, the text shorter, or print fewer languages.',
    ),
  );
}

function barcodeRectangles(
  block: BarcodeBlock,
  drawing: BarcodeDrawing,
): Result<LabelDrawing['rectangles'], Refusal> {
  const across = drawing.width + 2 * drawing.quiet;
  const isLinear = drawing.height === 1;
  const down = drawing.height + 2 * drawing.quiet;
  const module = isLinear
    ? block.width / across
    : Math.min(block.width / across, block.height / down);
  if (module < finestModule) {
    return err(
      refusal(
        'label-barcode-small',
        `The ${block.symbology} barcode of ${drawing.width} modules would have modules of ${module.toFixed(3)} mm in ${block.width} × ${block.height} mm.`,
        `Give it room for modules of ${finestModule} mm, or fewer fields.`,
      ),
    );
  }
  const left = block.x + (block.width - drawing.width * module) / 2;
  const top = isLinear ? block.y : block.y + (block.height - drawing.height * module) / 2;
  const height = isLinear ? block.height : module;
  return ok(
    drawing.dark.map(([x, y, w, h]) => [
      left + x * module,
      top + y * height,
      w * module,
      h * height,
    ]),
  );
}

function barcodeAt(block: BarcodeBlock, codes: BarcodeValues, tools: LabelTools) {
  const content = barcodeContent(block, codes);
  if (!content.ok) return content;
  const drawing = tools.barcode(content.value);
  return drawing.ok ? barcodeRectangles(block, drawing.value) : drawing;
}

/** Texts of a block that are kept as set; most are the same on many labels. */
const textsKept = 200;

/** Sets a block once for each text that it gets. */
function settler(
  block: TextBlock,
  tools: LabelTools,
): (text: string) => Result<readonly TextLine[], Refusal> {
  const known = new Map<string, Result<readonly TextLine[], Refusal>>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = textLines(block, text, tools);
    if (known.size >= textsKept) known.clear();
    known.set(text, made);
    return made;
  };
}

type Setter = (content: LabelContent) => Result<LabelDrawing, Refusal>;

function blockSetter(block: LabelBlock, languages: readonly string[], tools: LabelTools): Setter {
  if (block.kind === 'rule') {
    const drawn = ok({
      lines: [],
      rectangles: [[block.x, block.y, block.width, block.height] as const],
    });
    return () => drawn;
  }
  if (block.kind === 'barcode') {
    return ({ codes }) => {
      const drawn = barcodeAt(block, codes, tools);
      return drawn.ok ? ok({ lines: [], rectangles: drawn.value }) : drawn;
    };
  }
  const settle = settler(block, tools);
  return ({ values }) => {
    const set = settle(blockText(block, languages, values));
    return set.ok ? ok({ lines: set.value, rectangles: [] }) : set;
  };
}

/**
 * Sets labels of one template. Refuses a label on which something does not fit or cannot be printed
 * (`label-overflow`, `label-character`, `label-barcode-small`, `barcode-content`, or a GS1 rule): nothing is
 * ever cut off.
 */
export function labelSetter(template: LabelTemplate, tools: LabelTools): Setter {
  const setters = template.blocks.map((block) => blockSetter(block, template.languages, tools));
  return (content) => {
    const lines: TextLine[] = [];
    const rectangles: (readonly [number, number, number, number])[] = [];
    for (const [i, set] of setters.entries()) {
      const part = set(content);
      if (!part.ok) {
        const where = `It is block ${i + 1} of template ${template.id}.`;
        return err({ ...part.error, because: [...part.error.because, where] });
      }
      lines.push(...part.value.lines);
      rectangles.push(...part.value.rectangles);
    }
    return ok({ lines, rectangles });
  };
}
