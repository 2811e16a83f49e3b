import type { Refusal } from '../../shared/base/refusal.ts';

/** An option of a command. `value` names its argument in the help text; without it the option is a switch. */
export interface Option {
  readonly value?: string;
  readonly description: string;
  /** May be given more than once. */
  readonly repeats?: boolean;
  /**
   * It names what the command will make: a file that must not be there, or a folder that must be empty if it is.
   * Looked at before the command runs, so that nobody waits for what cannot be written.
   */
  readonly makes?: 'file' | 'folder';
}

export interface Positional {
  readonly name: string;
  readonly description: string;
  readonly optional?: boolean;
}

/** What the person typed, after the shape has been checked against the command's own declaration. */
export interface Typed {
  readonly positionals: readonly string[];
  /** Text options by name; a repeating one holds all its values. */
  readonly options: Readonly<Record<string, readonly string[]>>;
  readonly switches: ReadonlySet<string>;
}

/** The world of a command: progress and messages, the environment, and where the person stands. */
export interface Io {
  /** One line for a person, on stderr. */
  say(line: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute; relative paths are resolved against it. */
  readonly directory: string;
  /** Aborted when the person interrupts. */
  readonly stop: AbortSignal;
}

/**
 * How a command ended. `json` goes to stdout under `--json`, `text` otherwise.
 * `done` exits 0, `failed` (a check that did not hold) and `refused` exit 1, `usage` exits 2.
 */
export type Ending =
  | { readonly kind: 'done'; readonly json: unknown; readonly text: string }
  | { readonly kind: 'failed'; readonly json: unknown; readonly text: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'usage'; readonly message: string };

/** One command: its declaration makes the help text and the parser, so the two cannot differ. */
export interface Command {
  readonly positionals?: readonly Positional[];
  readonly options?: Readonly<Record<string, Option>>;
  /** What comes out: members of the JSON with their units. */
  readonly output: string;
  readonly examples: readonly string[];
  run(typed: Typed, io: Io): Promise<Ending>;
}

/** Thrown by argument readers for what is malformed; ends as wrong usage. What a rule refuses is an `Ending`. */
export class UsageError extends Error {}

export const done = (json: unknown, text: string): Ending => ({ kind: 'done', json, text });

export const refused = (refusal: Refusal): Ending => ({ kind: 'refused', refusal });
