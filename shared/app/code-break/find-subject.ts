import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import { knownSubjectCode } from '../../store/queries/allocation-facts.ts';
import { subjectWithNumber } from '../../store/queries/subject-numbers.ts';
import type { SubjectRecord } from '../../store/queries/subject-rows.ts';
import { subjectByCode } from '../../store/queries/subject-rows.ts';
import type { QueryContext } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { targetOnBackup } from './backup-target.ts';
import type { BreakTarget } from './backup-target.ts';
import { backupRefusal } from './on-backup.ts';

const unknown = (text: string): Refusal =>
  refusal(
    'unknown-subject',
    `No randomized subject has the number ${text} here.`,
    'Give the subject number, the randomization number, or the number on one of the subject’s kits.',
    ['A subject that was randomized on backup is here once the site’s record has come home.'],
  );

/** A randomized subject whom the person may see, by its number, randomization number or a kit. */
export function findSubject(
  context: Pick<QueryContext, 'db' | 'actor' | 'sealer'>,
  text: string,
): Result<SubjectRecord, Refusal> {
  const typed = text.trim();
  const code =
    knownSubjectCode(context.db, typed) ??
    subjectWithNumber(context.db, { randomization: typed, kit: typedKitNumber(typed) });
  const subject = code === undefined ? null : subjectByCode(context.db, code);
  const { visible } = placeScope(context);
  const isVisible = subject !== null && (visible?.includes(subject.site) ?? true);
  if (isVisible) return ok(subject);
  return err((subject === null ? backupRefusal(context, typed) : null) ?? unknown(typed));
}

/**
 * Whose code is to be broken. Who holds the unblinding key also reaches somebody who was randomized on backup and whose record is
 * not home, or not decided about; the kit in hand counts more than what is recorded of the subject.
 */
export function breakTarget(
  context: Pick<QueryContext, 'db' | 'actor' | 'sealer'>,
  { subject, kit }: { readonly subject: string; readonly kit?: string | undefined },
): Result<BreakTarget, Refusal> {
  const found = findSubject(context, subject);
  const { sealer } = context;
  const isForeign = !found.ok && knownSubjectCode(context.db, subject.trim()) !== undefined;
  if (sealer === null || isForeign || (found.ok && kit === undefined)) return found;
  const owner = kit === undefined ? undefined : findSubject(context, kit);
  if (owner?.ok === true) {
    const isSame = found.ok && found.value.code === owner.value.code;
    return isSame ? found : err(otherSubject(kit ?? '', owner.value.code));
  }
  const asWritten = found.ok ? found.value.code : subject.trim();
  return targetOnBackup({ ...context, sealer }, asWritten, kit?.trim()) ?? found;
}

const otherSubject = (kit: string, owner: string): Refusal =>
  refusal(
    'code-break-other-subject',
    `Kit ${typedKitNumber(kit)} was given to subject ${owner}.`,
    'Ask for both numbers again; break the code of the subject alone when the kit is not at hand.',
  );
