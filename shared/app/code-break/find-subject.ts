import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import { knownSubjectCode } from '../../store/queries/allocation-facts.ts';
import { assignmentsShowing } from '../../store/queries/backup-facts.ts';
import { subjectWithKit, subjectWithNumber } from '../../store/queries/subject-numbers.ts';
import type { SubjectRecord } from '../../store/queries/subject-rows.ts';
import { subjectByCode } from '../../store/queries/subject-rows.ts';
import type { QueryContext } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { targetByKit, targetOnBackup } from './backup-target.ts';
import type { BreakTarget } from './backup-target.ts';
import { backupRefusal } from './on-backup.ts';

type Asked = Pick<QueryContext, 'db' | 'actor' | 'sealer'>;

const unknown = (text: string): Refusal =>
  refusal(
    'unknown-subject',
    `No randomized subject has the number ${text} here.`,
    'Give the subject number, the randomization number, or the number on one of the subject’s kits.',
    ['A subject that was randomized on backup is here once the site’s record has come home.'],
  );

/** A randomized subject whom the person may see, by its number, randomization number or a kit. */
export function findSubject(context: Asked, text: string): Result<SubjectRecord, Refusal> {
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
  context: Asked,
  { subject, kit }: { readonly subject: string; readonly kit?: string | undefined },
): Result<BreakTarget, Refusal> {
  const typed = subject.trim();
  const found = findSubject(context, typed);
  const { sealer } = context;
  const isForeign = !found.ok && knownSubjectCode(context.db, typed) !== undefined;
  if (isForeign) return found;
  if (kit !== undefined) return withKit(context, found.ok ? found.value.code : typed, kit);
  if (found.ok || sealer === null) return found;
  return targetOnBackup({ ...context, sealer }, typed) ?? found;
}

/** A kit that was read out is never left aside: one that leads nowhere may be somebody else's, misread. */
function withKit(context: Asked, subject: string, typedKit: string): Result<BreakTarget, Refusal> {
  const { sealer } = context;
  const kit = typedKitNumber(typedKit);
  const owner = ownerOf(context, kit);
  if (owner !== null)
    return owner.code === subject ? ok(owner) : err(otherSubject(kit, owner.code));
  if (sealer === null) return err(backupRefusal(context, kit) ?? unknownKit(kit));
  return targetByKit({ ...context, sealer }, subject, kit) ?? err(unknownKit(kit));
}

/** The recorded subject to whom a kit was given, or for whom it was opened and set aside. */
function ownerOf(context: Asked, kit: string): SubjectRecord | null {
  const { db } = context;
  const opened = assignmentsShowing(db, kit).find(({ isRecorded }) => isRecorded);
  const code = subjectWithKit(db, kit) ?? opened?.facts.subject;
  const found = code === undefined ? null : findSubject(context, code);
  return found?.ok === true ? found.value : null;
}

const unknownKit = (kit: string): Refusal =>
  refusal(
    'code-break-kit-unknown',
    `Kit ${kit} was given to no subject here and lies in no sealed envelope.`,
    'Read the number on the kit again; without the kit break the code by the subject alone.',
  );

const otherSubject = (kit: string, owner: string): Refusal =>
  refusal(
    'code-break-other-subject',
    `Kit ${kit} is one of subject ${owner}.`,
    'Ask for both numbers again; break the code by the kit alone when it is in hand, by the subject alone when it is not.',
  );
