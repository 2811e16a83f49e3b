import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import {
  checkMinimization,
  type ImbalanceMeasure,
  type Minimization,
} from '../../engine/randomization/minimization.ts';

type Parameters = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

const KNOWN_OF_JSON = ['measure', 'p', 'factors'];
const KNOWN = ['json', ...KNOWN_OF_JSON];
const KNOWN_OF_FACTOR = ['name', 'weight', 'levels'];

interface Factor {
  readonly name: string;
  readonly weight: number;
  readonly levels: readonly string[];
}

const fault = (what: string): Result<never, Refusal> =>
  err(
    refusal(
      'minimization-unreadable',
      `The minimization cannot be read: ${what}.`,
      'Give --param json={"measure":"range","p":0.8,"factors":[{"name":"sex","weight":1,"levels":["f","m"]}]}; measure is range, variance or marginal-total.',
    ),
  );

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const strangerIn = (fields: Fields, known: readonly string[]): string | undefined =>
  Object.keys(fields).find((name) => !known.includes(name));

/** A number, or the text of one; null for anything else. */
const numberOf = (value: unknown): number | null => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(value.trim())
    ? Number(value)
    : null;
};

/** A factor written `sex` or `sex:2` (name and weight); null with more parts. */
const writtenFactor = (part: string): Fields | null => {
  const [name = '', weight, ...more] = part.split(':');
  if (more.length > 0) return null;
  return weight === undefined ? { name: name.trim() } : { name: name.trim(), weight };
};

/** Factors as objects, or as names in `sex,age` or `sex:2,age:1`. */
const factorListOf = (value: unknown): unknown =>
  typeof value === 'string' ? value.split(',').map(writtenFactor) : value;

const areLevels = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.every((item) => typeof item === 'string' && item !== '') &&
  new Set(value).size === value.length;

const readFactor = (fields: Fields, f: number): Result<Factor, Refusal> => {
  const stranger = strangerIn(fields, KNOWN_OF_FACTOR);
  if (stranger !== undefined) return fault(`factor ${f + 1} has no member "${stranger}"`);
  const { name = `factor ${f + 1}`, weight: given = 1, levels = [] } = fields;
  if (typeof name !== 'string') return fault(`the name of factor ${f + 1} is not a text`);
  const weight = numberOf(given);
  if (weight === null) return fault(`the weight of factor "${name}" is not a number`);
  if (!areLevels(levels)) {
    return fault(`the levels of factor "${name}" are not a list of different texts`);
  }
  return ok({ name, weight, levels });
};

const readFactors = (value: unknown): Result<readonly Factor[], Refusal> => {
  const list = factorListOf(value);
  if (!Array.isArray(list) || !list.every(isFields)) {
    return fault('factors is not a list of names, each with at most one weight');
  }
  const factors: Factor[] = [];
  for (const [f, fields] of list.entries()) {
    const factor = readFactor(fields, f);
    if (!factor.ok) return factor;
    factors.push(factor.value);
  }
  return ok(factors);
};

/**
 * Reads a minimization from the parameters of a command: `json` with the whole, or `measure`, `p`
 * and `factors` alone; single ones take precedence. Refuses unknown names.
 *
 * @param rows number of factors when none are named (one a row of counts)
 */
export const readMinimization = (
  weights: readonly number[],
  parameters: Parameters,
  rows: number,
): Result<Minimization, Refusal> => {
  const stranger = strangerIn(parameters, KNOWN);
  if (stranger !== undefined) return fault(`there is no parameter "${stranger}"`);
  const whole = parameters['json'] === undefined ? {} : jsonOf(parameters['json']);
  if (!isFields(whole)) return fault('json is not an object');
  const unknown = strangerIn(whole, KNOWN_OF_JSON);
  if (unknown !== undefined) return fault(`json has no member "${unknown}"`);
  const merged: Fields = { ...whole, ...parameters };
  const unnamed = Array.from({ length: rows }, () => ({}));
  const factors = readFactors(merged['factors'] ?? unnamed);
  if (!factors.ok) return factors;
  const p = numberOf(merged['p']);
  if (p === null) return fault('p is missing or not a number');
  const measure = (merged['measure'] ?? 'range') as ImbalanceMeasure;
  return checkMinimization({ weights, factors: factors.value, measure, p });
};
