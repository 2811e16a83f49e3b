import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ListArm, ListSpecification, ListStratum } from './list-specification.ts';
import type { RawParameter, RawParameters } from './parameters.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Thrown inside this file only, to leave nested readers with the path that is wrong. */
class WrongShape extends Error {}

const fieldsOf = (value: unknown, path: string, known: readonly string[]): Fields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WrongShape(`${path} must be an object`);
  }
  const stranger = Object.keys(value).find((key) => !known.includes(key));
  if (stranger !== undefined) throw new WrongShape(`${path} has an unknown field "${stranger}"`);
  return { ...value };
};

const text = (fields: Fields, key: string, path: string): string => {
  const value = fields[key];
  if (typeof value === 'string') return value;
  throw new WrongShape(`${path}.${key} must be a text`);
};

const number = (fields: Fields, key: string, path: string, absent?: number): number => {
  const value = fields[key] ?? absent;
  if (typeof value === 'number') return value;
  throw new WrongShape(`${path}.${key} must be a number`);
};

const list = <T>(
  fields: Fields,
  key: string,
  read: (item: unknown, path: string) => T,
): readonly T[] => {
  const value = fields[key];
  if (!Array.isArray(value)) throw new WrongShape(`${key} must be a list`);
  return value.map((item, i) => read(item, `${key}[${i}]`));
};

const readArm = (value: unknown, path: string): ListArm => {
  const fields = fieldsOf(value, path, ['name', 'weight']);
  return { name: text(fields, 'name', path), weight: number(fields, 'weight', path, 1) };
};

const readStratum = (value: unknown, path: string): ListStratum => {
  const fields = fieldsOf(value, path, ['name', 'length', 'reserve']);
  return {
    name: text(fields, 'name', path),
    length: number(fields, 'length', path),
    reserve: number(fields, 'reserve', path, 0),
  };
};

const isParameter = (value: unknown): value is RawParameter =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  (Array.isArray(value) && value.every((item) => typeof item === 'number'));

const readParameters = (value: unknown): RawParameters => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WrongShape('parameters must be an object');
  }
  const entries: [string, RawParameter][] = Object.entries(value).map(([name, parameter]) => {
    if (isParameter(parameter)) return [name, parameter];
    throw new WrongShape(`parameters.${name} must be a number, a text or a list of numbers`);
  });
  return Object.fromEntries(entries);
};

/**
 * Reads a list specification from parsed JSON: `{ study, list, arms: [{ name, weight = 1 }],
 * procedure, parameters = {}, strata: [{ name, length, reserve = 0 }] }`. Refuses wrong shapes by
 * their path; ranges are the matter of `checkListSpecification`.
 */
export const readListSpecification = (value: unknown): Result<ListSpecification, Refusal> => {
  try {
    const known = ['study', 'list', 'arms', 'procedure', 'parameters', 'strata'];
    const fields = fieldsOf(value, 'specification', known);
    return ok({
      study: text(fields, 'study', 'specification'),
      list: text(fields, 'list', 'specification'),
      arms: list(fields, 'arms', readArm),
      procedure: text(fields, 'procedure', 'specification'),
      parameters: readParameters(fields['parameters'] ?? {}),
      strata: list(fields, 'strata', readStratum),
    });
  } catch (problem) {
    if (!(problem instanceof WrongShape)) throw problem;
    return err(
      refusal(
        'specification-shape',
        `The list specification cannot be read: ${problem.message}.`,
        'Give study, list, arms [{ name, weight }], procedure, parameters and strata [{ name, length, reserve }].',
      ),
    );
  }
};
