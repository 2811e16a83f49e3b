import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { StudyDefinition } from '../study/study-definition.ts';

/** Shorter names would be found in words that have nothing to do with them. */
const shortestName = 3;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

type Names = Pick<StudyDefinition, 'arms' | 'kitTypes'>;

/** Finds the names of arms and kit types, the longest first so that none is left in part. */
function namesIn({ arms, kitTypes }: Names): RegExp | null {
  const names = [...arms, ...kitTypes]
    .flatMap(({ id, name }): string[] => [id, name])
    .filter(({ length }) => length >= shortestName)
    .toSorted((one, other) => other.length - one.length);
  if (names.length === 0) return null;
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
}

/** No longer than the shortest name that it stands for: a text never outgrows its field. */
const leftOut = '[…]';

/**
 * A text with every name of an arm or kit type left out. For what is said in an emergency, which is never refused for
 * a word; alike for all names, and so it says nothing of the subject's.
 */
export function withoutTreatment(definition: Names, text: string): string {
  const names = namesIn(definition);
  return names === null ? text : text.replace(names, leftOut);
}

/**
 * Why a text that everybody may read does not stand: it names an arm or a kit type of the study, whichever. The
 * refusal is the same for all of them and so says nothing of the subject's.
 */
export function treatmentNamed(definition: Names, text: string): Refusal | null {
  const names = namesIn(definition);
  const [found] = names === null ? [] : (text.match(names) ?? []);
  if (found === undefined) return null;
  return refusal(
    'text-names-treatment',
    `The text says “${found}”. People who must stay blinded read it.`,
    'Write “the study treatment” instead; say what happened to the subject, not what was given.',
  );
}
