import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import { knownSubjectCode } from '../../store/queries/allocation-facts.ts';
import { assignmentsShowing, kitStateOf } from '../../store/queries/backup-facts.ts';
import { screeningByCode } from '../../store/queries/screening-rows.ts';
import { subjectWithKit, subjectWithNumber } from '../../store/queries/subject-numbers.ts';
import type { SubjectRecord } from '../../store/queries/subject-rows.ts';
import { subjectByCode } from '../../store/queries/subject-rows.ts';
import type { QueryContext } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { targetByKit, targetOnBackup } from './backup-target.ts';
import type { BreakTarget } from './backup-target.ts';
import { backupRefusal } from './on-backup.ts';

/** What is read out: the subject, the kit in hand, and the site where it is another one than the subject's. */
interface AskedBreak {
  readonly subject: string;
  readonly kit?: string | undefined;
  readonly site?: string | undefined;
}

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
export function breakTarget(context: Asked, asked: AskedBreak): Result<BreakTarget, Refusal> {
  const typed = asked.subject.trim();
  const found = findSubject(context, typed);
  const { sealer } = context;
  const isForeign = !found.ok && knownSubjectCode(context.db, typed) !== undefined;
  if (isForeign) return found;
  if (asked.kit !== undefined) {
    const subject = found.ok ? found.value.code : typed;
    return withKit(context, { ...asked, subject, kit: typedKitNumber(asked.kit) }, typed);
  }
  if (found.ok || sealer === null) return found;
  return targetOnBackup({ ...context, sealer }, typed) ?? found;
}

/** A kit that was read out is never left aside: one that leads nowhere may be somebody else's, misread. */
function withKit(
  context: Asked,
  { subject, kit, site }: AskedBreak & { readonly kit: string },
  typed: string,
): Result<BreakTarget, Refusal> {
  const { db, sealer } = context;
  const owner = ownerOf(context, kit);
  if (owner !== null)
    return owner.code === subject ? ok(owner) : err(otherSubject(kit, owner.code));
  if (sealer === null) return err(backupRefusal(context, kit) ?? unknownKit(kit));
  if (isKitNumber(db, typed)) return err(kitAsSubject(typed));
  const knownAt = siteOfSubject(db, subject);
  const asked = { subject, kit, knownAt, site: site ?? null };
  return targetByKit({ ...context, sealer }, asked) ?? err(unknownKit(kit));
}

/** Whether what was typed as a subject is the number of a kit, and of no subject. */
const isKitNumber = (db: QueryContext['db'], typed: string): boolean =>
  knownSubjectCode(db, typed) === undefined && kitStateOf(db, typedKitNumber(typed)) !== undefined;

const siteOfSubject = (db: QueryContext['db'], code: string): string | null =>
  (subjectByCode(db, code) ?? screeningByCode(db, code))?.siteCode ?? null;

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

const kitAsSubject = (typed: string): Refusal =>
  refusal(
    'code-break-kit-as-subject',
    `${typed} is the number of a kit, not of a subject.`,
    'Ask for the subject number and break the code with both, or by the kit alone where a record tells whose it is.',
  );
