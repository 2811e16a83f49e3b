import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { codeBreakSettings } from '../../domain/study/emergency-settings.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { envelopeOf, holdsBreakKeys } from '../../store/queries/break-envelopes.ts';
import type { SubjectRecord } from '../../store/queries/subject-rows.ts';
import type { QueryContext } from '../handlers.ts';

/** Where the program cannot help, somebody on the telephone can: never only "no". */
function byTelephone(definition: StudyDefinition): string {
  const { telephone } = codeBreakSettings(definition);
  const whom = 'the unblinded pharmacist on duty';
  return telephone === undefined
    ? `Call ${whom}, who breaks the code at once.`
    : `Call ${whom}, ${telephone}, who breaks the code at once.`;
}

/** Why this person cannot break the code of this subject with the program, or null. */
export function codeBreakObstacle(
  { db, actor, sealer }: Pick<QueryContext, 'db' | 'actor' | 'sealer'>,
  definition: StudyDefinition,
  subject: Pick<SubjectRecord, 'id' | 'code'>,
): Refusal | null {
  if (definition.blinding === 'open-label') {
    return refusal(
      'study-not-blinded',
      'The study is open-label: nothing is concealed.',
      'The page of the subject names the treatment.',
    );
  }
  if (sealer !== null) return null;
  const next = byTelephone(definition);
  if (!codeBreakSettings(definition).bySite) {
    return refusal('code-break-by-telephone', 'In this study codes are broken by telephone.', next);
  }
  if (!holdsBreakKeys(db, actor.user)) {
    return refusal(
      'code-break-key-missing',
      `${actor.printedName} was not given the key to the sealed treatments yet.`,
      next,
    );
  }
  if (envelopeOf(db, subject.id) !== undefined) return null;
  return refusal(
    'code-break-not-sealed',
    `The treatment of ${subject.code} was not sealed for its site yet.`,
    next,
  );
}

export const damagedEnvelope = (definition: StudyDefinition, subject: string): Refusal =>
  refusal(
    'code-break-damaged',
    `The sealed treatment of ${subject} cannot be opened with your key.`,
    byTelephone(definition),
  );
