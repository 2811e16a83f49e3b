import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { kitListRoles, proposeKitListMapping } from '../../domain/kit/kit-list-columns.ts';
import type { KitListMapping, KitListRole } from '../../domain/kit/kit-list-columns.ts';
import { roleInWords } from '../../domain/kit/kit-list-issue.ts';
import type { DateOrder } from '../../domain/lot/expiry-text.ts';
import { readExpiry } from '../../domain/lot/expiry-text.ts';
import { scanRows } from './scan-rows.ts';
import type { UploadedTable } from './scan-rows.ts';

/** What a kit list looks like before anybody said which column is what. */
export interface KitListPreview {
  readonly columns: readonly string[];
  /** The first rows, heading left out. */
  readonly preview: readonly (readonly string[])[];
  readonly proposed: Partial<KitListMapping>;
  readonly questions: readonly string[];
  readonly rows: number;
}

const previewRows = 8;

/** Gathers what the dates of one column say about the order of day and month. */
class DateOrderEvidence {
  #ambiguous: string | undefined;
  #onlyDayFirst = 0;
  #onlyMonthFirst = 0;
  readonly #seen = new Set<string>();

  add(cell: string): void {
    if (this.#seen.has(cell)) return;
    this.#seen.add(cell);
    const reading = readExpiry(cell, 'iso');
    if ('fault' in reading && reading.fault === 'ambiguous') this.#ambiguous ??= cell;
    const isDayFirst = 'date' in readExpiry(cell, 'day-first');
    const isMonthFirst = 'date' in readExpiry(cell, 'month-first');
    if (isDayFirst && !isMonthFirst) this.#onlyDayFirst += 1;
    if (isMonthFirst && !isDayFirst) this.#onlyMonthFirst += 1;
  }

  /** The order that other dates of the column prove, or undefined when a person has to say. */
  get order(): DateOrder | undefined {
    if (this.#ambiguous === undefined) return 'iso';
    if (this.#onlyDayFirst > 0 && this.#onlyMonthFirst === 0) return 'day-first';
    if (this.#onlyMonthFirst > 0 && this.#onlyDayFirst === 0) return 'month-first';
    return undefined;
  }

  question(column: string): string | null {
    if (this.#ambiguous === undefined || this.order !== undefined) return null;
    return `In column ${column}, does the day or the month come first? ${this.#ambiguous} reads both ways.`;
  }
}

const isOptional = (role: KitListRole): boolean => role === 'sequence';

function missingColumns(proposed: Partial<Record<KitListRole, string>>): readonly string[] {
  return kitListRoles
    .filter((role) => proposed[role] === undefined && !isOptional(role))
    .map((role) => `Which column holds the ${roleInWords[role]}?`);
}

/** Reads headings, first rows and all expiry dates of a kit list, and proposes what is what. */
export function previewKitList(table: UploadedTable): Result<KitListPreview, Refusal> {
  let columns: readonly string[] = [];
  let proposed: Partial<Record<KitListRole, string>> = {};
  let expiryAt = -1;
  let rows = -1;
  const preview: (readonly string[])[] = [];
  const evidence = new DateOrderEvidence();
  const refused = scanRows(table, (cells) => {
    rows += 1;
    if (rows === 0) {
      columns = cells.map((heading) => heading.trim());
      proposed = proposeKitListMapping(columns);
      expiryAt = columns.indexOf(proposed.expiry ?? '');
      return undefined;
    }
    if (preview.length < previewRows) preview.push([...cells]);
    const expiry = cells[expiryAt]?.trim() ?? '';
    if (expiry !== '') evidence.add(expiry);
    return undefined;
  });
  if (refused !== null) return err(refused);
  const dateOrder = evidence.order;
  const question = evidence.question(proposed.expiry ?? '');
  return ok({
    columns,
    preview,
    proposed: { ...proposed, ...(dateOrder === undefined ? {} : { dateOrder }) },
    questions: [...missingColumns(proposed), ...(question === null ? [] : [question])],
    rows: Math.max(0, rows),
  });
}
