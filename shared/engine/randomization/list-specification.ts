import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { type Design, prepareDesign } from './design.ts';
import type { RawParameters } from './parameters.ts';

export interface ListArm {
  readonly name: string;
  readonly weight: number;
}

/** One stratum: `length` planned slots and `reserve` further ones, one sequence for both. */
export interface ListStratum {
  readonly name: string;
  readonly length: number;
  readonly reserve: number;
}

/** Everything but the seed that determines a list. */
export interface ListSpecification {
  readonly study: string;
  readonly list: string;
  readonly arms: readonly ListArm[];
  readonly procedure: string;
  readonly parameters: RawParameters;
  readonly strata: readonly ListStratum[];
}

/** A stratum with the design that serves it (procedures with a fixed length differ by stratum). */
export interface CheckedStratum {
  readonly name: string;
  /** length + reserve. */
  readonly slots: number;
  readonly design: Design;
  /** The text from which the stratum's key is derived; see `streamInfo`. */
  readonly info: string;
}

export interface CheckedList {
  readonly specification: ListSpecification;
  readonly strata: readonly CheckedStratum[];
}

export const MAX_LIST_SLOTS = 1_000_000;
const MAX_NAME = 100;

/**
 * The HKDF info of a stratum's stream: a JSON array of the format's name, study, list and stratum,
 * so that no two different triples can give one text.
 */
export const streamInfo = (study: string, list: string, stratum: string): string =>
  JSON.stringify(['cachet-list-1', study, list, stratum]);

const checkNames = (what: string, names: readonly string[]): Result<null, Refusal> => {
  const wrong = names.find(
    (name) => name.trim() !== name || name === '' || name.length > MAX_NAME || /\p{C}/u.test(name),
  );
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (wrong === undefined && twice === undefined) return ok(null);
  return err(
    refusal(
      wrong === undefined ? 'name-repeated' : 'name-invalid',
      wrong === undefined
        ? `The ${what} "${twice ?? ''}" is given twice.`
        : `"${wrong}" cannot name a ${what}.`,
      `Give each ${what} a name of its own: 1 to ${MAX_NAME} printable characters, no space at the ends.`,
    ),
  );
};

const checkSlots = (strata: readonly ListStratum[]): Result<null, Refusal> => {
  const wrong = strata.find(
    ({ length, reserve }) =>
      !Number.isSafeInteger(length) || length < 1 || !Number.isSafeInteger(reserve) || reserve < 0,
  );
  if (wrong !== undefined) {
    return err(
      refusal(
        'stratum-length-out-of-range',
        `Stratum "${wrong.name}" cannot have ${wrong.length} slots and ${wrong.reserve} in reserve.`,
        'Give a whole length of at least 1 and a whole reserve of at least 0.',
      ),
    );
  }
  const slots = strata.reduce((sum, { length, reserve }) => sum + length + reserve, 0);
  if (strata.length > 0 && slots <= MAX_LIST_SLOTS) return ok(null);
  return err(
    refusal(
      'list-size-out-of-range',
      `The list has ${strata.length} strata and ${slots} slots.`,
      `Give at least one stratum and at most ${MAX_LIST_SLOTS} slots in all.`,
    ),
  );
};

const prepareStratum = (
  spec: ListSpecification,
  stratum: ListStratum,
): Result<CheckedStratum, Refusal> => {
  const slots = stratum.length + stratum.reserve;
  const weights = spec.arms.map((arm) => arm.weight);
  const design = prepareDesign(spec.procedure, spec.parameters, { weights, n: slots });
  if (!design.ok) {
    const { error } = design;
    return err({ ...error, because: [...error.because, `In stratum "${stratum.name}".`] });
  }
  const info = streamInfo(spec.study, spec.list, stratum.name);
  return ok({ name: stratum.name, slots, design: design.value, info });
};

/** Checks names, lengths and the procedure in every stratum; refuses with the stratum's name. */
export const checkListSpecification = (spec: ListSpecification): Result<CheckedList, Refusal> => {
  for (const [what, names] of [
    ['study', [spec.study]],
    ['list', [spec.list]],
    ['arm', spec.arms.map((arm) => arm.name)],
    ['stratum', spec.strata.map((stratum) => stratum.name)],
  ] as const) {
    const named = checkNames(what, names);
    if (!named.ok) return named;
  }
  const slots = checkSlots(spec.strata);
  if (!slots.ok) return slots;
  if (spec.parameters['blocks'] !== undefined && spec.parameters['block'] !== undefined) {
    return err(
      refusal(
        'block-and-blocks',
        'A list has either one block size or a concealed set of sizes, not both.',
        'Give block or blocks.',
      ),
    );
  }
  const strata: CheckedStratum[] = [];
  for (const stratum of spec.strata) {
    const prepared = prepareStratum(spec, stratum);
    if (!prepared.ok) return prepared;
    strata.push(prepared.value);
  }
  return ok({ specification: spec, strata });
};
