import { rollFormat } from '../../../../shared/domain/label/edit-template.ts';
import type { LabelFormat } from '../../../../shared/domain/label/edit-template.ts';

const a4 = { width: 210, height: 297 };

/** Labels on A4 as they are sold for office printers. */
const onA4 = (
  label: { readonly width: number; readonly height: number },
  grid: Omit<LabelFormat['grid'], 'gapX' | 'gapY'>,
): LabelFormat => ({ sheet: a4, label, grid: { ...grid, gapX: 2.5, gapY: 0 } });

/** Labels that one can buy, by the name of their words. */
export const labelFormats = {
  'roll-100x72': rollFormat(100, 72),
  'roll-100x50': rollFormat(100, 50),
  'roll-70x50': rollFormat(70, 50),
  'a4-2x4': onA4({ width: 99.1, height: 67.7 }, { columns: 2, rows: 4, left: 4.65, top: 13.1 }),
  'a4-3x4': onA4({ width: 63.5, height: 72 }, { columns: 3, rows: 4, left: 7.25, top: 4.5 }),
  'a4-3x7': onA4({ width: 63.5, height: 38.1 }, { columns: 3, rows: 7, left: 7.25, top: 15.1 }),
  'a4-2x2': onA4({ width: 99.1, height: 139 }, { columns: 2, rows: 2, left: 4.65, top: 9.5 }),
  a6: rollFormat(105, 148),
  a5: rollFormat(148, 210),
} as const satisfies Readonly<Record<string, LabelFormat>>;
export type FormatName = keyof typeof labelFormats;

export const formatNames = Object.keys(labelFormats) as readonly FormatName[];

const shapeOf = ({ sheet, label, grid }: LabelFormat): string =>
  [sheet.width, sheet.height, label.width, label.height, grid.columns, grid.rows].join(' ');

/** The format that a template has, or null for one of its own. */
export const formatOf = (template: LabelFormat): FormatName | null =>
  formatNames.find((name) => shapeOf(labelFormats[name]) === shapeOf(template)) ?? null;
