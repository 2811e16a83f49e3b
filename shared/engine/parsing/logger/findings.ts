import { loggerLimits } from './limits.ts';

/** Something a person must know about a line; line 0 speaks of the file as a whole. */
export interface LoggerWarning {
  readonly line: number;
  readonly message: string;
}

interface Kind {
  count: number;
  last: number;
}

/**
 * Collects warnings by kind. Of each kind the first hundred are listed, later ones are counted and
 * summed up in one more warning, so that nothing goes unsaid and a hostile file cannot flood.
 */
export class Findings {
  readonly #warnings: LoggerWarning[] = [];
  readonly #kinds = new Map<string, Kind>();

  /** A message that is dear to write comes as a function, called only when it will be listed. */
  add(kind: string, line: number, message: string | (() => string)): void {
    const known = this.#kinds.get(kind) ?? { count: 0, last: 0 };
    known.count += 1;
    known.last = line;
    this.#kinds.set(kind, known);
    if (known.count > loggerLimits.warningsPerKind) return;
    this.#warnings.push({ line, message: typeof message === 'string' ? message : message() });
  }

  count(kind: string): number {
    return this.#kinds.get(kind)?.count ?? 0;
  }

  /** All warnings, in the order of their lines. */
  list(): readonly LoggerWarning[] {
    const summed: LoggerWarning[] = [];
    for (const [kind, { count, last }] of this.#kinds) {
      const rest = count - loggerLimits.warningsPerKind;
      if (rest > 0) {
        summed.push({ line: last, message: `${rest} more of the kind "${kind}", the last here.` });
      }
    }
    return [...this.#warnings, ...summed].sort((a, b) => a.line - b.line);
  }
}
