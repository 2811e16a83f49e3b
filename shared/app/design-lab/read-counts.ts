import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';

const unreadable = (text: string): Result<never, Refusal> =>
  err(
    refusal(
      'counts-unreadable',
      `"${text}" are no counts.`,
      'Write one whole number for each arm, e.g. 3,3,4; for several levels or factors one list each, e.g. [[3,2],[5,5]].',
    ),
  );

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Rows of counts from `3,3,4` (one row), `3,1;5,5` or `[[3,1],[5,5]]`. */
export const readCountRows = (text: string): Result<readonly (readonly number[])[], Refusal> => {
  const bracketed = text.trim().startsWith('[')
    ? text
    : `[${text
        .split(';')
        .map((row) => `[${row}]`)
        .join(',')}]`;
  const value = parseJson(bracketed);
  if (!Array.isArray(value) || value.length === 0) return unreadable(text);
  const rows: unknown[] = value.every(Array.isArray) ? value : [value];
  const isSound = rows.every((row) => Array.isArray(row) && row.length > 0 && row.every(isCount));
  return isSound ? ok(rows as number[][]) : unreadable(text);
};
