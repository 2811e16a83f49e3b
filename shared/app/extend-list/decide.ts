import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { enumerateStrata } from '../../domain/study/strata.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { ListSpecification } from '../../engine/randomization/list-specification.ts';
import { readStratification } from '../generate-list/decide.ts';

export interface LongerList {
  readonly specification: ListSpecification;
  /** Words of each stratum that the study in force has, by key. */
  readonly words: ReadonlyMap<string, string>;
}

/**
 * The specification of a locked list with `slots` more in each chosen stratum. Strata that the study has
 * gained since the list was locked, e.g. of a new site, come at the end.
 */
export function lengthen(
  definition: StudyDefinition,
  locked: ListSpecification,
  stratifyBy: readonly string[],
  wanted: { readonly slots: number; readonly strata?: readonly string[] | undefined },
): Result<LongerList, Refusal> {
  const by = readStratification(definition, stratifyBy);
  if (!by.ok) return by;
  const inForce = enumerateStrata(definition, by.value);
  if (!inForce.ok) return inForce;
  const keys = locked.strata.map(({ name }) => name);
  const gained = inForce.value.map(({ key }) => key as string).filter((key) => !keys.includes(key));
  const chosen = new Set(wanted.strata ?? [...keys, ...gained]);
  const unknown = [...chosen].find((key) => !keys.includes(key) && !gained.includes(key));
  if (unknown !== undefined) return err(stratumUnknown(unknown, keys.length + gained.length));
  const strata = [
    ...locked.strata.map((stratum) => ({
      ...stratum,
      length: stratum.length + (chosen.has(stratum.name) ? wanted.slots : 0),
    })),
    ...gained
      .filter((key) => chosen.has(key))
      .map((name) => ({ name, length: wanted.slots, reserve: 0 })),
  ];
  const words = new Map(inForce.value.map(({ key, inWords }) => [key as string, inWords]));
  return ok({ specification: { ...locked, strata }, words });
}

const stratumUnknown = (key: string, strata: number): Refusal =>
  refusal(
    'stratum-unknown',
    `The list and the study have no stratum "${key}".`,
    `Choose among the ${strata} strata, or leave them out to lengthen every one.`,
  );
