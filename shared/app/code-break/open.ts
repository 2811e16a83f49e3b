import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { addMilliseconds } from '../../base/instant.ts';
import { err, ok } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { codeOfBreak } from '../../domain/code-break/code-break.ts';
import { withoutTreatment } from '../../domain/code-break/named-treatment.ts';
import { codeBreakSettings } from '../../domain/study/emergency-settings.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { EventBodies } from '../../ledger/events.ts';
import { countAllCodeBreaks } from '../../store/queries/code-break-rows.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { signedBody } from '../signed-body.ts';
import type { BreakTarget } from './backup-target.ts';
import { breakTarget } from './find-subject.ts';
import { codeBreakObstacle } from './obstacle.ts';
import { armOfSubject, treatmentOf } from './treatment.ts';

type Input = ParsedInputOf<'codeBreak.open'>;

const hourMs = 3_600_000;

/**
 * Breaks the code of one subject. The reply, which alone names the treatment, is given after the entry is committed:
 * whatever happens in between, nothing was shown that is not recorded. An exercise opens the same seal and shows
 * nothing of it.
 */
export const breakCode: CommandHandler<'codeBreak.open'> = (context, input) => {
  const { definition } = currentDefinition(context.db);
  const found = breakTarget(context, input);
  if (!found.ok) return found;
  const subject = found.value;
  const stopped = strangerRefusal(context) ?? codeBreakObstacle(context, definition, subject);
  if (stopped !== null) return err(stopped);
  const arm = armOfSubject(context, definition, subject);
  if (!arm.ok) return arm;
  const body = bodyOf(context, definition, subject, input);
  const isExercise = input.kind === 'exercise';
  const reason =
    input.reason === undefined ? undefined : withoutTreatment(definition, input.reason);
  return ok({
    events: [
      {
        event: { kind: 'code-broken', body },
        ...(reason === undefined ? {} : { reason }),
        signature: signedBody(context, body),
      },
    ],
    value: {
      code: body.break,
      kind: input.kind,
      subject: subject.code,
      site: subject.siteCode,
      randomizationNumber: subject.randomizationNumber,
      at: context.now.instant,
      offsetMinutes: context.now.offsetMinutes,
      treatment: isExercise ? null : treatmentOf(definition, arm.value),
      shownForSeconds: codeBreakSettings(definition).shownForSeconds,
      reasonDue: isExercise || reason !== undefined ? null : body.reasonDue,
      tell: [...body.tell],
    },
  });
};

/** The treatment appears to who is signed in, so nobody else signs for it. */
function strangerRefusal({ signedBy, actor }: CommandContext): Refusal | null {
  if (signedBy === null || signedBy.user === actor.user) return null;
  return refusal(
    'code-break-own-signature',
    `${actor.printedName} is signed in, but ${signedBy.printedName} signed.`,
    'Who reads the treatment signs: sign yourself, or let the other person sign in.',
  );
}

function personOf(
  definition: StudyDefinition,
  { name, role, contact }: NonNullable<Input['askedBy']>,
): EventBodies['code-broken']['askedBy'] {
  const kept = (text: string): string => withoutTreatment(definition, text);
  return { name: kept(name), role: kept(role), contact: kept(contact) };
}

function bodyOf(
  { db, now }: CommandContext,
  definition: StudyDefinition,
  subject: BreakTarget,
  { kind, askedBy }: Input,
): EventBodies['code-broken'] {
  const settings = codeBreakSettings(definition);
  const due = (hours: number): string => addMilliseconds(now.instant, hours * hourMs);
  return {
    break: codeOfBreak(countAllCodeBreaks(db) + 1),
    kind,
    subject: subject.code,
    site: subject.siteCode,
    askedBy: askedBy === undefined ? null : personOf(definition, askedBy),
    tell: settings.tell,
    reasonDue: due(settings.reasonWithinHours),
    assessmentDue: due(settings.assessWithinDays * 24),
    ...(subject.backup === undefined ? {} : { backup: subject.backup }),
  };
}
