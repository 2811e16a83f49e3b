import type { Symbology } from '../barcode/symbology.ts';

export const labelKinds = ['kit', 'shipper'] as const;
export type LabelKind = (typeof labelKinds)[number];

/** What stands in braces in the texts of each kind. Nothing tells a kit type or an arm: there is no such field. */
export const labelFields = {
  kit: ['protocol', 'title', 'sponsor', 'kit', 'lot', 'expiry', 'issue'],
  shipper: [
    'protocol',
    'title',
    'sponsor',
    'shipment',
    'from',
    'to',
    'sscc',
    'kits',
    'logger',
    'issue',
  ],
} as const satisfies Record<LabelKind, readonly string[]>;

/** Fields that a label of the kind must show in words. */
export const requiredFields = {
  kit: ['protocol', 'sponsor', 'kit', 'lot', 'expiry'],
  shipper: ['protocol', 'shipment', 'from', 'to'],
} as const satisfies Record<LabelKind, readonly string[]>;

/** What a barcode may carry. */
export const barcodeParts = [
  'gtin',
  'expiry',
  'lot',
  'protocol',
  'kit',
  'sscc',
  'shipment',
] as const;
export type BarcodePart = (typeof barcodeParts)[number];

/** Lengths in millimetres from the upper left corner of the label, sizes of type in points. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TextBlock extends Box {
  readonly kind: 'text';
  /** Set as large as fits, between the two. */
  readonly size: number;
  readonly minimumSize: number;
  readonly bold: boolean;
  readonly align: 'left' | 'centre' | 'right';
  /** By language; `all` stands once for every language. `{kit}` and the like are filled in. */
  readonly text: Readonly<Record<string, string>>;
  /** How the languages are told apart. */
  readonly between: 'slash' | 'line';
}

export interface BarcodeBlock extends Box {
  readonly kind: 'barcode';
  readonly symbology: Symbology;
  /** Order of the fields in a GS1 barcode; exactly one part in a plain one. */
  readonly carries: readonly BarcodePart[];
}

export interface RuleBlock extends Box {
  readonly kind: 'rule';
}

export type LabelBlock = TextBlock | BarcodeBlock | RuleBlock;

/** Where labels lie on the sheet; one column and one row on a roll. */
export interface LabelGrid {
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  readonly gapX: number;
  readonly gapY: number;
}

/** What a label looks like; signed before it is used. */
export interface LabelTemplate {
  readonly format: 'cachet-label/1';
  readonly id: string;
  readonly title: string;
  readonly kind: LabelKind;
  readonly sheet: { readonly width: number; readonly height: number };
  readonly label: { readonly width: number; readonly height: number };
  readonly grid: LabelGrid;
  /** In the order in which they are printed. */
  readonly languages: readonly string[];
  /** `month` shows the last month that the expiry covers whole. */
  readonly expiry: 'day' | 'month';
  /** One for all kits of the study: a number a kit type would tell the type. */
  readonly gtin: string | null;
  readonly blocks: readonly LabelBlock[];
}

export const labelsOnSheet = ({ grid }: Pick<LabelTemplate, 'grid'>): number =>
  grid.columns * grid.rows;

/** Whether a label shows the number of the shipper, in words or in a barcode. */
export const showsSscc = ({ blocks }: Pick<LabelTemplate, 'blocks'>): boolean =>
  blocks.some(
    (block) =>
      (block.kind === 'barcode' && block.carries.includes('sscc')) ||
      (block.kind === 'text' && Object.values(block.text).some((text) => text.includes('{sscc}'))),
  );
