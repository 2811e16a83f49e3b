import { addMilliseconds } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { codeOfOpening, openingState, usesOf } from '../../domain/custody/opening.ts';
import { custodySettings } from '../../domain/study/emergency-settings.ts';
import { countOpenings, holdsUnblindingKey } from '../../store/queries/custody-rows.ts';
import type { OpeningRecord } from '../../store/queries/custody-rows.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { findList } from '../list-secret/find-list.ts';
import { signedBody } from '../signed-body.ts';
import { custodyTime, findOpening, openingView } from './opening-view.ts';

const anybody = { part: null, use: null, list: null, user: null };

/** Asks for an opening. Nothing is seen before somebody else has granted it. */
export const requestOpening: CommandHandler<'custody.request'> = (context, input) => {
  const { part, use, reason } = input;
  const stopped = requestRefusal(context, input);
  if (stopped !== null) return err(stopped);
  const list = part === 'kit-map' ? null : (input.list as string);
  const number = countOpenings(context.db, anybody) + 1;
  const body = { opening: codeOfOpening(number), part, use, list };
  const { user, printedName } = context.actor;
  return ok({
    events: [
      {
        event: { kind: 'custody-requested', body },
        reason,
        signature: signedBody(context, { ...body, reason }),
      },
    ],
    value: openingView(context, {
      id: 0,
      code: body.opening,
      part,
      use,
      list,
      state: 'requested',
      user,
      printedName,
      reason,
      requestedAt: context.now.instant,
      answeredName: null,
      answeredAt: null,
      until: null,
      closedAt: null,
      clockConfirmed: 0,
    }),
  });
};

function requestRefusal(
  context: CommandContext,
  input: ParsedInputOf<'custody.request'>,
): Refusal | null {
  const { actor, signedBy } = context;
  if (signedBy?.user !== actor.user) {
    return refusal(
      'custody-own-signature',
      `${actor.printedName} is signed in and asks; somebody else signed.`,
      'Sign the request yourself; another custodian signs the grant.',
    );
  }
  if (!usesOf(input.part).includes(input.use)) {
    return refusal(
      'custody-use',
      'A seed and the map of kits leave as a file; they are not looked at.',
      'Ask for an export.',
    );
  }
  const holder = { seed: 'unblinded-statistician', 'kit-map': 'unblinded-pharmacist', list: null };
  const role = holder[input.part];
  if (role !== null && role !== actor.role) {
    return refusal('custody-role', `Only the ${role} takes this out.`, `Ask the ${role}.`);
  }
  if (input.part === 'kit-map') return null;
  const list = findList(context.db, input.list ?? '');
  return list.ok ? null : list.error;
}

/** Opens for who asked, until the study's time is over. */
export const grantOpening: CommandHandler<'custody.grant'> = (context, input) => {
  const found = findOpening(context, input.opening);
  if (!found.ok) return found;
  const record = found.value;
  const stopped = answeredRefusal(record) ?? granterRefusal(context, record);
  if (stopped !== null) return err(stopped);
  const { openForMinutes } = custodySettings(currentDefinition(context.db).definition);
  const until = addMilliseconds(custodyTime(context), openForMinutes * 60_000);
  const body = { opening: record.code, until };
  const { part, use, list, reason, user } = record;
  const signature = signedBody(context, { ...body, part, use, list, reason, user });
  return ok({
    events: [{ event: { kind: 'custody-granted', body }, signature }],
    value: openingView(context, {
      ...record,
      state: 'open',
      until,
      answeredName: signature.printedName,
      answeredAt: context.now.instant,
    }),
  });
};

function answeredRefusal({ code, state }: OpeningRecord): Refusal | null {
  if (state === 'requested') return null;
  return refusal(
    'custody-answered',
    `Opening ${code} was answered already (${state}).`,
    'A new look needs a new request.',
  );
}

function granterRefusal(
  { db, signedBy }: CommandContext,
  { user, printedName }: OpeningRecord,
): Refusal | null {
  if (signedBy === null || signedBy.user === user) {
    return refusal(
      'second-person',
      `${printedName} asked for it; somebody else grants it.`,
      'Have another custodian sign.',
    );
  }
  if (holdsUnblindingKey(db, signedBy.user)) return null;
  return refusal(
    'custody-no-key',
    `${signedBy.printedName} does not hold the unblinding key.`,
    'Only somebody who keeps the arms may open them for another.',
  );
}

/** Declines, or takes an own request back. */
export const declineOpening: CommandHandler<'custody.decline'> = (context, input) => {
  const found = findOpening(context, input.opening);
  if (!found.ok) return found;
  const stopped = answeredRefusal(found.value);
  if (stopped !== null) return err(stopped);
  return ok({
    events: [
      {
        event: { kind: 'custody-declined', body: { opening: input.opening } },
        reason: input.reason,
      },
    ],
    value: openingView(context, {
      ...found.value,
      state: 'declined',
      answeredName: context.actor.printedName,
      answeredAt: context.now.instant,
    }),
  });
};

/** Ends an opening before its time. */
export const closeOpening: CommandHandler<'custody.close'> = (context, input) => {
  const found = findOpening(context, input.opening);
  if (!found.ok) return found;
  const { code } = found.value;
  if (openingState(found.value, custodyTime(context)) !== 'open') {
    return err(
      refusal('custody-not-open', `Opening ${code} is not open.`, 'Nothing is left to close.'),
    );
  }
  return ok({
    events: [{ event: { kind: 'custody-closed', body: { opening: code } } }],
    value: openingView(context, {
      ...found.value,
      state: 'closed',
      closedAt: context.now.instant,
    }),
  });
};
