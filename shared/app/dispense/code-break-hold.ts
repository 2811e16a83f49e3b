import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { codeBreakSettings } from '../../domain/study/emergency-settings.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { emergenciesOf } from '../../store/queries/code-break-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** Why a subject whose code was broken gets no kits now, or null. The latest assessment decides. */
export function codeBreakHold(
  db: SqlDatabase,
  definition: StudyDefinition,
  subject: string,
): Refusal | null {
  const breaks = emergenciesOf(db, subject);
  const waiting = breaks.find(({ assessedAt }) => assessedAt === null);
  if (waiting !== undefined && codeBreakSettings(definition).kitsUntilAssessed === 'held') {
    return refusal(
      'code-break-not-assessed',
      `The code of ${subject} was broken (${waiting.code}); the study holds kits until that is assessed.`,
      'Have the impact assessed on the Code break screen.',
    );
  }
  const assessed = breaks.filter(({ assessedAt }) => assessedAt !== null);
  const latest = assessed.toSorted((a, b) =>
    String(a.assessedAt) < String(b.assessedAt) ? -1 : 1,
  );
  const last = latest.at(-1);
  if (last?.laterKits !== 'stop') return null;
  return refusal(
    'code-break-stopped-kits',
    `After code break ${last.code}, ${last.assessedBy ?? ''} decided that ${subject} gets no more kits.`,
    'Nothing is dispensed to this subject.',
  );
}
