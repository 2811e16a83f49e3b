import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { DateOrder } from '../lot/expiry-text.ts';

/** What a column of a kit list can hold. A missing `sequence` is drawn at import. */
export const kitListRoles = ['number', 'kitType', 'lot', 'expiry', 'sequence'] as const;
export type KitListRole = (typeof kitListRoles)[number];

const requiredRoles: readonly KitListRole[] = ['number', 'kitType', 'lot', 'expiry'];

/** Which heading of the file holds what; proposed by the program, confirmed by a person once, then saved. */
export interface KitListMapping {
  readonly number: string;
  readonly kitType: string;
  readonly lot: string;
  readonly expiry: string;
  readonly sequence?: string | undefined;
  readonly dateOrder: DateOrder;
}

/** Positions of the mapped columns, from 0; `sequence` is −1 when absent. */
export interface KitListColumns {
  readonly headings: readonly string[];
  readonly positions: Readonly<Record<KitListRole, number>>;
  readonly dateOrder: DateOrder;
}

/** Headings in use, compared without case, blanks and punctuation; the earlier is the better sign. */
const knownHeadings: Readonly<Record<KitListRole, readonly string[]>> = {
  number: [
    'kitnumber',
    'kitno',
    'kitnum',
    'kitid',
    'mednumber',
    'medid',
    'medicationnumber',
    'containernumber',
    'packnumber',
    'number',
    'kit',
  ],
  kitType: ['kittype', 'typeid', 'kittypeid', 'type', 'treatmenttype', 'product', 'material'],
  lot: [
    'lot',
    'lotnumber',
    'lotno',
    'batch',
    'batchnumber',
    'batchno',
    'packaginglot',
    'manufacturinglot',
  ],
  expiry: [
    'expiry',
    'expirydate',
    'expirationdate',
    'expiration',
    'expdate',
    'exp',
    'useby',
    'retestdate',
  ],
  sequence: ['sequence', 'sequencenumber', 'seq', 'seqno', 'sequenceno', 'order', 'blocksequence'],
};

const plain = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The mapping that the headings suggest; roles without a likely column are left out for the person to fill. */
export function proposeKitListMapping(
  headings: readonly string[],
): Partial<Record<KitListRole, string>> {
  const proposal: Partial<Record<KitListRole, string>> = {};
  const used = new Set<string>();
  for (const role of kitListRoles) {
    const ranked = knownHeadings[role].flatMap((known) =>
      headings.filter((heading) => plain(heading) === known && !used.has(heading)),
    );
    const [best] = ranked;
    if (best === undefined) continue;
    proposal[role] = best;
    used.add(best);
  }
  return proposal;
}

const headingProblem = (problem: string, next: string, headings: readonly string[]): Refusal =>
  refusal('kit-list-columns', problem, next, [
    `The file has these columns: ${headings.map((heading) => JSON.stringify(heading.slice(0, 60))).join(', ')}.`,
  ]);

function positionOf(
  role: KitListRole,
  heading: string | undefined,
  headings: readonly string[],
): Result<number, Refusal> {
  if (heading === undefined && !requiredRoles.includes(role)) return ok(-1);
  const found = headings.flatMap((candidate, at) => (candidate === heading ? [at] : []));
  const [position] = found;
  if (position !== undefined && found.length === 1) return ok(position);
  return err(
    headingProblem(
      found.length > 1
        ? `The column ${JSON.stringify(heading)} for ${role} stands ${found.length} times in the file.`
        : `The file has no column ${JSON.stringify(heading ?? '')} for ${role}.`,
      found.length > 1 ? 'Rename one of the columns.' : 'Choose the column that holds it.',
      headings,
    ),
  );
}

/** Finds the mapped columns in the file's first row. Refuses a missing or repeated heading and one column for two roles (`kit-list-columns`). */
export function locateKitListColumns(
  headingRow: readonly string[],
  mapping: KitListMapping,
): Result<KitListColumns, Refusal> {
  const headings = headingRow.map((heading) => heading.trim());
  const positions: Partial<Record<KitListRole, number>> = {};
  for (const role of kitListRoles) {
    const position = positionOf(role, mapping[role], headings);
    if (!position.ok) return position;
    const other = kitListRoles.find((earlier) => positions[earlier] === position.value);
    if (other !== undefined && position.value >= 0) {
      return err(
        headingProblem(
          `The column ${JSON.stringify(mapping[role])} is chosen for both ${other} and ${role}.`,
          'Choose one column for each.',
          headings,
        ),
      );
    }
    positions[role] = position.value;
  }
  return ok({
    headings,
    positions: positions as Record<KitListRole, number>,
    dateOrder: mapping.dateOrder,
  });
}
