import type { StudyDefinition } from '../study/study-definition.ts';
import type { LabelBlock, LabelTemplate, TextBlock } from './label-template.ts';
import { labelPhrases } from './label-phrases.ts';
import type { LabelPhrases } from './label-phrases.ts';

type Box = readonly [x: number, y: number, width: number, height: number];
type Texts = TextBlock['text'];

const at = ([x, y, width, height]: Box) => ({ x, y, width, height });

const set = (box: Box, text: Texts, size: number, bold = false): TextBlock => ({
  kind: 'text',
  ...at(box),
  size,
  minimumSize: 5,
  bold,
  align: 'left',
  text,
  between: 'slash',
});

/** Text that is the same in every language. */
const same = (box: Box, text: string, size: number, bold = false): TextBlock =>
  set(box, { all: text }, size, bold);

/** One phrase in every language asked for. */
const said = (languages: readonly string[], phrase: keyof LabelPhrases): Texts =>
  Object.fromEntries(
    languages.flatMap((language) => {
      const phrases = labelPhrases[language];
      return phrases === undefined ? [] : [[language, phrases[phrase]]];
    }),
  );

const speaker =
  (languages: readonly string[]) =>
  (box: Box, phrase: keyof LabelPhrases, size: number, bold = false): TextBlock =>
    set(box, said(languages, phrase), size, bold);

const rule = (box: Box): LabelBlock => ({ kind: 'rule', ...at(box) });

/** The storage text of the study when all kit types share it: one that differs would tell them apart. */
function storageOf(study: StudyDefinition, languages: readonly string[]): Texts {
  const [first, ...others] = new Set(study.kitTypes.map(({ storage }) => storage));
  const isShared = first !== undefined && others.length === 0;
  return isShared ? { all: first } : said(languages, 'storage');
}

function kitBlocks(study: StudyDefinition, languages: readonly string[]): readonly LabelBlock[] {
  const say = speaker(languages);
  return [
    same([4, 3, 64, 5], '{protocol}', 10, true),
    say([4, 7.5, 64, 3], 'sponsor', 6),
    same([4, 10, 64, 4], '{sponsor}', 8),
    say([4, 14.5, 64, 3.2], 'kit', 6),
    same([4, 17, 64, 9], '{kit}', 22, true),
    say([4, 26.5, 26, 5], 'lot', 6),
    same([4, 31, 26, 5], '{lot}', 11, true),
    say([32, 26.5, 64, 5], 'expiry', 6),
    same([32, 31, 34, 5], '{expiry}', 11, true),
    { kind: 'barcode', ...at([74, 3, 22, 22]), symbology: 'datamatrix', carries: ['kit'] },
    rule([4, 36.8, 92, 0.2]),
    set([4, 37.8, 92, 4.5], storageOf(study, languages), 8, true),
    say([4, 42.3, 92, 5], 'trialUse', 7, true),
    say([4, 48, 92, 6], 'directions', 6),
    say([4, 54, 92, 6], 'children', 6),
    rule([4, 65, 28, 0.2]),
    say([4, 65.4, 28, 4.4], 'site', 6),
    rule([36, 65, 28, 0.2]),
    say([36, 65.4, 28, 4.4], 'subject', 6),
    rule([68, 65, 28, 0.2]),
    say([68, 65.4, 28, 4.4], 'visit', 6),
  ];
}

const onePage = { columns: 1, rows: 1, left: 0, top: 0, gapX: 0, gapY: 0 };

const kitTemplate = (study: StudyDefinition, languages: readonly string[]): LabelTemplate => ({
  format: 'cachet-label/1',
  id: 'kit-roll',
  title: 'Kit label on a roll, 100 × 72 mm',
  kind: 'kit',
  sheet: { width: 100, height: 72 },
  label: { width: 100, height: 72 },
  grid: onePage,
  languages,
  expiry: 'month',
  gtin: null,
  blocks: kitBlocks(study, languages),
});

/** Eight to a sheet of A4, 99.1 × 67.7 mm each, as sold for office printers. */
function kitSheetTemplate(study: StudyDefinition, languages: readonly string[]): LabelTemplate {
  const roll = kitTemplate(study, languages);
  const [width, height] = [99.1, 67.7];
  const shrink = height / roll.label.height;
  return {
    ...roll,
    id: 'kit-sheet',
    title: 'Kit labels on A4, 8 to a sheet of 99.1 × 67.7 mm',
    sheet: { width: 210, height: 297 },
    label: { width, height },
    grid: { columns: 2, rows: 4, left: 4.65, top: 13.1, gapX: 2.5, gapY: 0 },
    blocks: roll.blocks.map((block) => ({
      ...block,
      y: block.y * shrink,
      ...(block.kind === 'text' ? { height: block.height * shrink, minimumSize: 4.5 } : {}),
      width: Math.min(block.width, width - block.x - 2),
    })),
  };
}

function shipperBlocks(
  study: StudyDefinition,
  languages: readonly string[],
): readonly LabelBlock[] {
  const say = speaker(languages);
  return [
    same([5, 5, 70, 6], '{protocol}', 14, true),
    same([5, 11.5, 70, 5], '{sponsor}', 9),
    { kind: 'barcode', ...at([80, 4, 20, 20]), symbology: 'datamatrix', carries: ['shipment'] },
    say([5, 17, 70, 8], 'supplies', 7),
    rule([5, 26, 95, 0.3]),
    say([5, 28, 95, 3], 'from', 6),
    same([5, 31, 95, 10], '{from}', 10),
    say([5, 42, 95, 3], 'to', 6),
    same([5, 45, 95, 17], '{to}', 18, true),
    rule([5, 63, 95, 0.3]),
    same([5, 65, 60, 8], '{shipment}', 18, true),
    say([66, 65, 34, 3], 'kits', 6),
    same([66, 68, 34, 6], '{kits}', 13, true),
    say([5, 75, 95, 3], 'logger', 6),
    same([5, 78, 95, 5], '{logger}', 10),
    set([5, 85, 95, 9], storageOf(study, languages), 10, true),
    say([5, 95, 95, 8], 'trialUse', 8),
    rule([5, 105, 95, 0.3]),
    { kind: 'barcode', ...at([5, 108, 95, 26]), symbology: 'gs1-128', carries: ['sscc'] },
    same([5, 136, 95, 6], '(00) {sscc}', 11),
  ];
}

const shipperTemplate = (study: StudyDefinition, languages: readonly string[]): LabelTemplate => ({
  format: 'cachet-label/1',
  id: 'shipper-a6',
  title: 'Shipper label, A6 (105 × 148 mm)',
  kind: 'shipper',
  sheet: { width: 105, height: 148 },
  label: { width: 105, height: 148 },
  grid: onePage,
  languages,
  expiry: 'month',
  gtin: null,
  blocks: shipperBlocks(study, languages),
});

/** Templates to start from in the languages asked for; they count once they are signed. */
export const defaultTemplates = (
  study: StudyDefinition,
  languages: readonly string[],
): readonly LabelTemplate[] => [
  kitTemplate(study, languages),
  kitSheetTemplate(study, languages),
  shipperTemplate(study, languages),
];
