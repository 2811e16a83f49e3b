import { refusal } from '../base/refusal.ts';
import type { Refusal } from '../base/refusal.ts';
import type { StudyDefinition } from '../domain/study/study-definition.ts';

/** How many kits of which type. */
export interface KitTypeLine {
  readonly kitType: string;
  readonly count: number;
}

/** Why the lines of a request cannot stand: a type that the study does not have, or one named twice. */
export function kitTypeLinesRefusal(
  definition: StudyDefinition,
  lines: readonly KitTypeLine[],
): Refusal | null {
  const known: readonly string[] = definition.kitTypes.map(({ id }) => id);
  const types = lines.map(({ kitType }) => kitType);
  const unknown = types.find((type) => !known.includes(type));
  if (unknown !== undefined) {
    return refusal(
      'kit-type-unknown',
      `The study has no kit type ${unknown}.`,
      `Choose among: ${known.join(', ')}.`,
    );
  }
  const twice = types.find((type, i) => types.indexOf(type) !== i);
  if (twice === undefined) return null;
  return refusal(
    'kit-type-named-twice',
    `Kit type ${twice} is asked for twice.`,
    'Give each kit type once, with its count.',
  );
}
