import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { dispensedVisits } from '../../store/queries/allocation-facts.ts';
import type { SubjectFacts } from '../../store/queries/allocation-facts.ts';
import type { CommandContext } from '../handlers.ts';

/** Why a subject gets no kits at a visit, whatever the stock; null when the subject may. */
export function visitRefusal(
  context: CommandContext,
  definition: StudyDefinition,
  subject: SubjectFacts | undefined,
  input: { readonly subject: string; readonly visit: string },
): Refusal | null {
  if (subject === undefined) {
    return refusal(
      'subject-unknown',
      `No subject ${input.subject} is randomized in this study.`,
      'Check the number, or randomize the subject first.',
    );
  }
  if (subject.status === 'withdrawn') {
    return refusal(
      'subject-withdrawn',
      `Subject ${input.subject} was withdrawn.`,
      'A withdrawn subject gets no more kits.',
    );
  }
  if (!definition.visits.some(({ id }) => id === input.visit)) {
    return refusal(
      'visit-unknown',
      `The study has no visit ${input.visit}.`,
      `Choose one of: ${definition.visits.map(({ id }) => id).join(', ')}.`,
    );
  }
  if (dispensedVisits(context.db, subject.id).has(input.visit)) {
    return refusal(
      'visit-already-dispensed',
      `Subject ${input.subject} already got the kits of visit ${input.visit}.`,
      'Open the subject to see which kits.',
    );
  }
  return null;
}
