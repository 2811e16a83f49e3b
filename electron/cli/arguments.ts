import { resolve } from 'node:path';
import type { Io, Typed } from './command.ts';
import { UsageError } from './command.ts';

/** The one value of a text option, or undefined when it was not given. */
export function optionalText(typed: Typed, name: string): string | undefined {
  return typed.options[name]?.[0];
}

export function requiredText(typed: Typed, name: string): string {
  const text = optionalText(typed, name);
  if (text === undefined) throw new UsageError(`--${name} is missing`);
  return text;
}

export function optionalNumber(typed: Typed, name: string): number | undefined {
  const text = optionalText(typed, name);
  return text === undefined ? undefined : toNumber(`--${name}`, text);
}

export function requiredNumber(typed: Typed, name: string): number {
  const value = optionalNumber(typed, name);
  if (value === undefined) throw new UsageError(`--${name} is missing`);
  return value;
}

/** A whole number of at least `least`, and at most `most`. */
export function wholeNumber(
  typed: Typed,
  name: string,
  least: number,
  fallback?: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const value = optionalNumber(typed, name) ?? fallback;
  if (value === undefined) throw new UsageError(`--${name} is missing`);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`--${name} takes a whole number of at least ${least}, not ${value}`);
  }
  if (value > most) throw new UsageError(`--${name} takes at most ${most}, not ${value}`);
  return value;
}

/** A number of a range. */
export function numberBetween(
  typed: Typed,
  name: string,
  least: number,
  most: number,
  fallback: number,
): number {
  const value = optionalNumber(typed, name) ?? fallback;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} takes ${least} to ${most}, not ${value}`);
}

/** `--param name=value`, as often as given, each name once. */
export function namedValues(typed: Typed, name: string): Record<string, string> {
  const pairs = (typed.options[name] ?? []).map((text): [string, string] => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`--${name} takes name=value, not "${text}"`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
  const names = pairs.map(([given]) => given);
  const twice = names.find((given, i) => names.indexOf(given) !== i);
  if (twice !== undefined) throw new UsageError(`--${name} ${twice} is given twice`);
  return Object.fromEntries(pairs);
}

/** Where a path that the person typed leads. */
export const pathFrom = (io: Io, path: string): string => resolve(io.directory, path);

function toNumber(what: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new UsageError(`${what} takes numbers, not "${text}"`);
  return value;
}
