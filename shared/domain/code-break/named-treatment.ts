import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { StudyDefinition } from '../study/study-definition.ts';

/** Shorter names would be found in words that have nothing to do with them. */
const shortestName = 3;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Why a text that everybody may read does not stand: it names an arm or a kit type of the study, whichever. The
 * refusal is the same for all of them and so says nothing of the subject's.
 */
export function treatmentNamed(
  { arms, kitTypes }: Pick<StudyDefinition, 'arms' | 'kitTypes'>,
  text: string,
): Refusal | null {
  const names = [...arms, ...kitTypes]
    .flatMap(({ id, name }): string[] => [id, name])
    .filter(({ length }) => length >= shortestName);
  const found = names.find((name) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu').test(text),
  );
  if (found === undefined) return null;
  return refusal(
    'text-names-treatment',
    `The text says “${found}”. People who must stay blinded read it.`,
    'Write “the study treatment” instead; say what happened to the subject, not what was given.',
  );
}
