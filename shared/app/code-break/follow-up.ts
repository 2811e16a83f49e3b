import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { treatmentNamed } from '../../domain/code-break/named-treatment.ts';
import { codeBreakByCode } from '../../store/queries/code-break-rows.ts';
import type { CodeBreakRecord } from '../../store/queries/code-break-rows.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { CommandContext, CommandHandler, QueryContext } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { signedBody } from '../signed-body.ts';
import { codeBreakRow } from './register-row.ts';

/** A broken code among those that the person may see. */
export function visibleBreak(
  context: Pick<QueryContext, 'db' | 'actor'>,
  code: string,
): Result<CodeBreakRecord, Refusal> {
  const found = codeBreakByCode(context.db, code);
  const { visible } = placeScope(context);
  if (found !== undefined && (visible?.includes(found.siteId) ?? true)) return ok(found);
  return err(
    refusal(
      'code-break-unknown',
      `There is no code break ${code} here.`,
      'Choose one of the register.',
    ),
  );
}

function exerciseRefusal({ kind, code }: CodeBreakRecord): Refusal | null {
  if (kind === 'emergency') return null;
  return refusal(
    'code-break-exercise',
    `${code} was an exercise: no treatment was shown.`,
    'Nothing is left to do about it.',
  );
}

/** Gives the medical reason afterwards; what was given stays. */
export const explainBreak: CommandHandler<'codeBreak.explain'> = (context, input) => {
  const found = visibleBreak(context, input.code);
  if (!found.ok) return found;
  const stopped =
    exerciseRefusal(found.value) ??
    explainedRefusal(found.value) ??
    treatmentNamed(currentDefinition(context.db).definition, input.reason);
  if (stopped !== null) return err(stopped);
  const { code, subject } = found.value;
  return ok({
    events: [
      {
        event: { kind: 'code-break-explained', body: { break: code, subject } },
        reason: input.reason,
      },
    ],
    value: codeBreakRow({
      ...found.value,
      reason: input.reason,
      reasonBy: context.actor.printedName,
      reasonAt: context.now.instant,
    }),
  });
};

function explainedRefusal({ reason, reasonBy, code }: CodeBreakRecord): Refusal | null {
  if (reason === null) return null;
  return refusal(
    'code-break-explained',
    `${reasonBy ?? 'Somebody'} gave the reason of ${code} already.`,
    'Write what is new into the assessment.',
  );
}

/** Signs what the break meant for the subject and the trial. */
export const assessBreak: CommandHandler<'codeBreak.assess'> = (context, input) => {
  const found = visibleBreak(context, input.code);
  if (!found.ok) return found;
  const record = found.value;
  const stopped =
    exerciseRefusal(record) ??
    assessmentRefusal(context, record) ??
    treatmentNamed(currentDefinition(context.db).definition, input.reason);
  if (stopped !== null) return err(stopped);
  const { laterKits, participation, sponsorToldAt, expectedness } = input;
  const body = {
    break: record.code,
    subject: record.subject,
    laterKits,
    participation,
    sponsorToldAt,
    expectedness,
  };
  const signature = signedBody(context, { ...body, reason: input.reason });
  return ok({
    events: [{ event: { kind: 'code-break-assessed', body }, reason: input.reason, signature }],
    value: codeBreakRow({
      ...record,
      laterKits,
      participation,
      sponsorToldAt,
      expectedness,
      assessment: input.reason,
      assessedBy: signature.printedName,
      assessedAt: context.now.instant,
    }),
  });
};

function assessmentRefusal(
  { signedBy }: CommandContext,
  { code, reason, user, assessedBy, printedName }: CodeBreakRecord,
): Refusal | null {
  if (assessedBy !== null) {
    return refusal(
      'code-break-assessed',
      `${assessedBy} assessed ${code} already.`,
      'Nothing is left to do about it.',
    );
  }
  if (reason === null) {
    return refusal(
      'code-break-reason-open',
      `The medical reason of ${code} is not given yet.`,
      'Have the reason given first.',
    );
  }
  if (signedBy?.user !== user) return null;
  return refusal(
    'second-person',
    `${printedName} broke the code; somebody else assesses what it meant.`,
    'Ask quality assurance, or another investigator of the site.',
  );
}
