import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { enumerateStrata } from '../../domain/study/strata.ts';
import type { Stratum, StratumSpecification } from '../../domain/study/strata.ts';
import type { FactorId, StudyDefinition } from '../../domain/study/study-definition.ts';
import type { ListSpecification } from '../../engine/randomization/list-specification.ts';
import type { RawParameters } from '../../engine/randomization/parameters.ts';

export interface ListRequest {
  readonly list: string;
  readonly procedure: string;
  readonly parameters: RawParameters;
  readonly stratifyBy: readonly string[];
  readonly slotsPerStratum: number;
}

export interface PlannedList {
  /** The place first, if any, then the factors in the order asked for. */
  readonly stratifyBy: readonly string[];
  readonly strata: readonly Stratum[];
  readonly specification: ListSpecification;
}

const places = ['site', 'region'] as const;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Arms by id, with the ratio in lowest terms, in the study's order. */
export function armsOf(definition: StudyDefinition): ListSpecification['arms'] {
  const divisor = definition.arms.map(({ ratio }) => ratio).reduce(gcd);
  return definition.arms.map(({ id, ratio }) => ({ name: id, weight: ratio / divisor }));
}

/** By what the list is stratified; refuses unknown and repeated names and two places at once. */
export function readStratification(
  definition: StudyDefinition,
  stratifyBy: readonly string[],
): Result<StratumSpecification, Refusal> {
  const factors: readonly string[] = definition.factors.map(({ id }) => id);
  const known = [...places, ...factors];
  const unknown = stratifyBy.find((name) => !known.includes(name));
  const twice = stratifyBy.find((name, i) => stratifyBy.indexOf(name) !== i);
  const chosen = places.filter((place) => stratifyBy.includes(place));
  if (unknown === undefined && twice === undefined && chosen.length < 2) {
    return ok({
      place: chosen[0] ?? 'none',
      factors: stratifyBy.filter((name) => name !== chosen[0]) as FactorId[],
    });
  }
  const message =
    unknown !== undefined
      ? `The study has no stratification factor "${unknown}".`
      : twice !== undefined
        ? `"${twice}" is named twice.`
        : 'A site lies in one region: a list is stratified by site or by region, not by both.';
  return err(refusal('stratification', message, `Choose among: ${known.join(', ')}.`));
}

/** The specification of a list from the definition in force; refuses a stratification that cannot be. */
export function planList(
  definition: StudyDefinition,
  request: ListRequest,
): Result<PlannedList, Refusal> {
  const by = readStratification(definition, request.stratifyBy);
  if (!by.ok) return by;
  const strata = enumerateStrata(definition, by.value);
  if (!strata.ok) return strata;
  const { place, factors } = by.value;
  return ok({
    stratifyBy: place === 'none' ? factors : [place, ...factors],
    strata: strata.value,
    specification: {
      study: definition.protocol.number,
      list: request.list,
      arms: armsOf(definition),
      procedure: request.procedure,
      parameters: request.parameters,
      strata: strata.value.map(({ key }) => ({
        name: key,
        length: request.slotsPerStratum,
        reserve: 0,
      })),
    },
  });
}
