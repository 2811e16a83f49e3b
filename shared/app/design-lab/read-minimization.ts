import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err } from '../../base/result.ts';
import {
  checkMinimization,
  type ImbalanceMeasure,
  type Minimization,
} from '../../engine/randomization/minimization.ts';

type Parameters = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

const KNOWN = ['json', 'measure', 'p', 'factors'];

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

/** Factors as objects, or as names in `sex,age` or `sex:2,age:1` (name and weight). */
const factorsOf = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  return value.split(',').map((part) => {
    const [name = '', weight = '1'] = part.split(':');
    return { name: name.trim(), weight: Number(weight) };
  });
};

const textsOf = (value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;

const numberOf = (value: unknown): number =>
  typeof value === 'string' && value.trim() !== '' ? Number(value) : (value as number);

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
  const stranger = Object.keys(parameters).find((name) => !KNOWN.includes(name));
  if (stranger !== undefined) return fault(`there is no parameter "${stranger}"`);
  const whole = parameters['json'] === undefined ? {} : jsonOf(parameters['json']);
  if (!isFields(whole)) return fault('json is not an object');
  const merged: Fields = { ...whole, ...parameters };
  const unnamed = Array.from({ length: rows }, (_, f) => ({ name: `factor ${f + 1}`, weight: 1 }));
  const given = factorsOf(merged['factors'] ?? unnamed);
  if (!Array.isArray(given) || !given.every(isFields)) return fault('factors is not a list');
  const p = numberOf(merged['p']);
  if (typeof p !== 'number') return fault('p is missing');
  const factors = given.map((factor, f) => ({
    name: typeof factor['name'] === 'string' ? factor['name'] : `factor ${f + 1}`,
    weight: typeof factor['weight'] === 'number' ? factor['weight'] : 1,
    levels: textsOf(factor['levels']) ?? [],
  }));
  const measure = (merged['measure'] ?? 'range') as ImbalanceMeasure;
  return checkMinimization({ weights, factors, measure, p });
};
