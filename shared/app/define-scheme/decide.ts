import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { SchemeInput } from '../../contracts/scheme.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { minimizationWarnings } from '../../engine/randomization/minimization.ts';
import { armsOf } from '../generate-list/decide.ts';
import { liveSchemeOf } from '../live-scheme/scheme-secret.ts';
import type { SchemeSpecification } from '../live-scheme/scheme-secret.ts';

export interface PlannedScheme {
  readonly specification: SchemeSpecification;
  /** What to tell those who approve it. */
  readonly warnings: readonly string[];
}

function partsRefusal(
  definition: StudyDefinition,
  parts: readonly string[],
  places: readonly string[],
): Refusal | null {
  const allowed: readonly string[] = [...places, ...definition.factors.map(({ id }) => id)];
  const unknown = parts.find((part) => !allowed.includes(part));
  const twice = parts.find((part, i) => parts.indexOf(part) !== i);
  if (unknown === undefined && twice === undefined) return null;
  return refusal(
    'stratification',
    unknown === undefined
      ? `"${twice ?? ''}" is named twice.`
      : `"${unknown}" cannot be balanced by this procedure in this study.`,
    `Choose among: ${allowed.join(', ')}.`,
  );
}

/** The specification of live allocation from the definition in force; refuses what cannot be. */
export function planScheme(
  definition: StudyDefinition,
  list: string,
  input: SchemeInput,
): Result<PlannedScheme, Refusal> {
  const isDbr = input.procedure === 'dbr';
  const parts = isDbr
    ? input.levels.map(({ level }) => level)
    : input.factors.map(({ factor }) => factor);
  const wrong = partsRefusal(
    definition,
    parts,
    isDbr ? ['site', 'region', 'trial'] : ['site', 'region'],
  );
  if (wrong !== null) return err(wrong);
  const specification: SchemeSpecification = {
    study: definition.protocol.number,
    list,
    arms: armsOf(definition),
    procedure: input.procedure,
    parts,
    values: isDbr
      ? input.levels.map(({ limit }) => limit)
      : input.factors.map(({ weight }) => weight),
    ...(isDbr ? {} : { measure: input.measure, p: input.p }),
  };
  const scheme = liveSchemeOf(specification);
  if (!scheme.ok) return scheme;
  const warnings =
    scheme.value.procedure === 'dbr' ? [] : minimizationWarnings(scheme.value.minimization);
  return ok({ specification, warnings });
}
