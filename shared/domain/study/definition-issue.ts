/** One thing wrong with a study definition, at a place a person can find in an editor. */
export interface DefinitionIssue {
  readonly file: string;
  /** e.g. `sites[3].region`; empty for the file as a whole. */
  readonly path: string;
  /** Counted from 1; 1:1 when the problem has no place of its own. */
  readonly line: number;
  readonly column: number;
  /** What stands there now. */
  readonly found: string;
  readonly expected: string;
  /** What to do about it. */
  readonly next: string;
}

export type DefinitionPath = readonly (string | number)[];

/** An issue before its place in the text is known. `atKey` points at the key instead of its value. */
export interface UnplacedIssue {
  readonly path: DefinitionPath;
  readonly found: string;
  readonly expected: string;
  readonly next: string;
  readonly atKey?: boolean;
}

/** `['sites', 3, 'region']` becomes `sites[3].region`. */
export const pathText = (path: DefinitionPath): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');

/** What a value looks like in a message: short, quoted, never a whole file. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a group of settings';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** `line 12, column 5, sites[3].region: found "r9", expected …` — for a terminal. */
export const issueText = (issue: DefinitionIssue): string =>
  `${issue.file}: line ${issue.line}, column ${issue.column}` +
  `${issue.path === '' ? '' : `, ${issue.path}`}: ` +
  `found ${issue.found}, expected ${issue.expected}. ${issue.next}`;
