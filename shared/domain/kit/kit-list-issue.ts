import type { KitListRole } from './kit-list-columns.ts';

/** What can be wrong with a row of a kit list. */
export type KitListRule =
  | 'cell-missing'
  | 'too-many-cells'
  | 'number-format'
  | 'check-character'
  | 'number-repeated'
  | 'number-in-use'
  | 'unknown-kit-type'
  | 'lot-format'
  | 'lot-two-expiries'
  | 'expiry-format'
  | 'expiry-does-not-exist'
  | 'expiry-ambiguous'
  | 'expiry-two-digit-year'
  | 'sequence-format'
  | 'sequence-repeated';

/** One wrong cell: the file's line (from 1), the heading of its column, what stands there, what should. */
export interface KitListIssue {
  readonly rule: KitListRule;
  readonly line: number;
  readonly column: string;
  readonly found: string;
  readonly expected: string;
}

/** Collects issues: all are counted by rule, the first ones kept word for word. */
export class KitListReport {
  readonly #keep: number;
  readonly #issues: KitListIssue[] = [];
  readonly #counts = new Map<KitListRule, number>();
  #total = 0;

  constructor(keep: number) {
    this.#keep = keep;
  }

  add(rule: KitListRule, line: number, column: string, found: string, expected: string): void {
    this.#total++;
    this.#counts.set(rule, (this.#counts.get(rule) ?? 0) + 1);
    if (this.#issues.length >= this.#keep) return;
    const shown = found.length > 60 ? `${found.slice(0, 57)}…` : found;
    this.#issues.push({ rule, line, column, found: shown, expected });
  }

  get total(): number {
    return this.#total;
  }

  get counts(): Readonly<Partial<Record<KitListRule, number>>> {
    return Object.fromEntries(this.#counts);
  }

  get issues(): readonly KitListIssue[] {
    return this.#issues;
  }
}

/** What each role holds, for messages. */
export const roleInWords: Readonly<Record<KitListRole, string>> = {
  number: 'kit number',
  kitType: 'kit type',
  lot: 'lot',
  expiry: 'expiry date',
  sequence: 'sequence',
};
