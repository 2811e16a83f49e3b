import type { BarcodePart, LabelBlock, LabelTemplate, TextBlock } from './label-template.ts';
import { labelPhrases } from './label-phrases.ts';
import type { LabelPhrases } from './label-phrases.ts';

/** A label and how it lies on its sheet. */
export type LabelFormat = Pick<LabelTemplate, 'sheet' | 'label' | 'grid'>;

const tenths = (length: number): number => Math.round(length * 10) / 10;
const halves = (points: number): number => Math.min(72, Math.max(4, Math.floor(points * 2) / 2));

/** One label on a sheet of its own size, as on a roll. */
export const rollFormat = (width: number, height: number): LabelFormat => ({
  sheet: { width, height },
  label: { width, height },
  grid: { columns: 1, rows: 1, left: 0, top: 0, gapX: 0, gapY: 0 },
});

/** The template on another label: everything on it is moved and scaled along, sizes of type by the smaller ratio. */
export function withFormat(template: LabelTemplate, format: LabelFormat): LabelTemplate {
  const across = format.label.width / template.label.width;
  const down = format.label.height / template.label.height;
  const both = Math.min(across, down);
  return {
    ...template,
    ...format,
    blocks: template.blocks.map((block) => {
      const box = {
        x: tenths(block.x * across),
        y: tenths(block.y * down),
        width: Math.max(1, Math.floor(block.width * across * 10) / 10),
        height: Math.max(0.1, Math.floor(block.height * down * 10) / 10),
      };
      if (block.kind !== 'text') return { ...block, ...box };
      const size = halves(block.size * both);
      return { ...block, ...box, size, minimumSize: Math.min(size, block.minimumSize) };
    }),
  };
}

/** The text of a phrase of the program in another language, or undefined where it is none. */
function translated(text: TextBlock['text'], language: string): string | undefined {
  for (const [from, words] of Object.entries(text)) {
    const known = Object.entries(labelPhrases[from] ?? {}).find(([, phrase]) => phrase === words);
    if (known !== undefined) return labelPhrases[language]?.[known[0] as keyof LabelPhrases];
  }
  return undefined;
}

/** The template in other languages. Phrases of the program are translated; other texts begin as in the first language. */
export function withLanguages(
  template: LabelTemplate,
  languages: readonly string[],
): LabelTemplate {
  const inLanguages = (text: TextBlock['text']): TextBlock['text'] => {
    if (text['all'] !== undefined) return text;
    const [first = ''] = Object.values(text);
    return Object.fromEntries(
      languages.map((language) => [
        language,
        text[language] ?? translated(text, language) ?? first,
      ]),
    );
  };
  return {
    ...template,
    languages,
    blocks: template.blocks.map((block) =>
      block.kind === 'text' ? { ...block, text: inLanguages(block.text) } : block,
    ),
  };
}

/** A text for all languages, or one for each; what stands there is kept as far as it goes. */
export function withTextFor(
  { languages }: LabelTemplate,
  block: TextBlock,
  each: 'all' | 'language',
): TextBlock {
  const [first = ''] = Object.values(block.text);
  const text =
    each === 'all'
      ? { all: first }
      : Object.fromEntries(languages.map((language) => [language, first]));
  return { ...block, text };
}

/** The template with one block as changed; `null` takes it away. */
export const withBlock = (
  template: LabelTemplate,
  at: number,
  changed: LabelBlock | null,
): LabelTemplate => ({
  ...template,
  blocks: template.blocks.flatMap((block, i) =>
    i !== at ? [block] : changed === null ? [] : [changed],
  ),
});

/** A block moved by millimetres, as far as the label reaches. */
export function moved<B extends LabelBlock>(
  block: B,
  by: { readonly x: number; readonly y: number },
  { width, height }: LabelTemplate['label'],
): B {
  const inside = (at: number, end: number) => tenths(Math.min(Math.max(0, at), Math.max(0, end)));
  return {
    ...block,
    x: inside(block.x + by.x, width - block.width),
    y: inside(block.y + by.y, height - block.height),
  };
}

/** A new block of a kind in the upper left corner, inside the label. */
export function newBlock({ label, kind: of }: LabelTemplate, kind: LabelBlock['kind']): LabelBlock {
  const box = (width: number, height: number) => ({
    x: 2,
    y: 2,
    width: Math.min(width, label.width - 2),
    height: Math.min(height, label.height - 2),
  });
  if (kind === 'rule') return { kind, ...box(30, 0.2) };
  if (kind === 'barcode') {
    const part: BarcodePart = of === 'kit' ? 'kit' : 'shipment';
    return { kind, ...box(18, 18), symbology: 'datamatrix', carries: [part] };
  }
  return {
    kind,
    ...box(40, 5),
    size: 8,
    minimumSize: 5,
    bold: false,
    align: 'left',
    text: { all: '{protocol}' },
    between: 'slash',
  };
}
