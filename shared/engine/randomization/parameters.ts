import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';

/** A parameter as it arrives: text of the command line, or a number or list of a specification. */
export type RawParameter = string | number | readonly number[];
export type RawParameters = Readonly<Record<string, RawParameter>>;

/** One parameter of a procedure. Bounds are inclusive unless `minExclusive` says otherwise. */
export interface ParameterSpec {
  readonly name: string;
  readonly meaning: string;
  readonly kind: 'integer' | 'real' | 'integers';
  readonly min: number;
  readonly minExclusive?: boolean;
  readonly max?: number;
  /** Absent: the parameter must be given, unless `optional`. */
  readonly default?: number;
  readonly optional?: boolean;
  /** Lists only: whether a value may come twice. */
  readonly mayRepeat?: boolean;
}

/** A parameter that is a text or a structure; `form` says what it looks like. */
export interface TextParameterSpec {
  readonly name: string;
  readonly meaning: string;
  readonly kind: 'text';
  readonly form: string;
  readonly default?: string;
  readonly optional?: boolean;
}

/** The range of a parameter as text, e.g. `integer >= 1` or `0.5 < p <= 1`. */
export const rangeText = (spec: ParameterSpec | TextParameterSpec): string => {
  if (spec.kind === 'text') return spec.form;
  const low = `${spec.min} ${spec.minExclusive === true ? '<' : '<='} ${spec.name}`;
  const bounds = spec.max === undefined ? low : `${low} <= ${spec.max}`;
  if (spec.kind === 'real') return bounds;
  if (spec.kind === 'integer') return `integer, ${bounds}`;
  return `${spec.mayRepeat === true ? 'integers' : 'distinct integers'}, each ${bounds}`;
};

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

const numberOf = (raw: RawParameter | undefined): number | null => {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : null;
  if (typeof raw !== 'string' || !NUMBER.test(raw.trim())) return null;
  const value = Number(raw.trim());
  return Number.isFinite(value) ? value : null;
};

const inRange = (spec: ParameterSpec, value: number): boolean =>
  (spec.minExclusive === true ? value > spec.min : value >= spec.min) &&
  (spec.max === undefined || value <= spec.max) &&
  (spec.kind === 'real' || Number.isSafeInteger(value));

const outOfRange = (spec: ParameterSpec, raw: RawParameter): Refusal =>
  refusal(
    'parameter-out-of-range',
    `Parameter ${spec.name} (${spec.meaning}) cannot be "${String(raw)}".`,
    `Give ${spec.name} within its range: ${rangeText(spec)}.`,
  );

/** Refuses names that the procedure does not know, naming those it does. */
export const refuseUnknown = (
  specs: readonly { readonly name: string }[],
  raw: RawParameters,
): Result<null, Refusal> => {
  const known = specs.map((spec) => spec.name);
  const stranger = Object.keys(raw).find((name) => !known.includes(name));
  if (stranger === undefined) return ok(null);
  const list = known.length === 0 ? 'none' : known.join(', ');
  return err(
    refusal(
      'unknown-parameter',
      `There is no parameter "${stranger}" here.`,
      `Use the parameters of the procedure: ${list}.`,
    ),
  );
};

/** One number within its range; the default when absent; refusal when absent without a default. */
export const readNumber = (spec: ParameterSpec, raw: RawParameters): Result<number, Refusal> => {
  const given = raw[spec.name] ?? spec.default;
  if (given === undefined) {
    return err(
      refusal(
        'parameter-missing',
        `Parameter ${spec.name} (${spec.meaning}) is missing.`,
        `Give ${spec.name}: ${rangeText(spec)}.`,
      ),
    );
  }
  const value = numberOf(given);
  return value === null || !inRange(spec, value) ? err(outOfRange(spec, given)) : ok(value);
};

/** Distinct integers within range, ascending, from `4,6,8`, a number or a list. */
export const readIntegers = (
  spec: ParameterSpec,
  given: RawParameter,
): Result<readonly number[], Refusal> => {
  const parts: readonly RawParameter[] =
    typeof given === 'string' ? given.split(',') : typeof given === 'number' ? [given] : given;
  const values: number[] = [];
  for (const part of parts) {
    const value = numberOf(part);
    if (value === null || !inRange(spec, value) || values.includes(value)) {
      return err(outOfRange(spec, given));
    }
    values.push(value);
  }
  if (values.length === 0) return err(outOfRange(spec, given));
  return ok(values.toSorted((a, b) => a - b));
};
