import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { isUnblindedRole } from '../../domain/access/roles.ts';
import { hasLiveOpening } from '../../store/queries/custody-rows.ts';
import { latestTime } from '../../store/queries/latest-time.ts';
import type { CommandContext, CommandHandler, QueryHandler } from '../handlers.ts';
import { signedBody } from '../signed-body.ts';
import { isClockBehind } from './clock-guard.ts';

export const studyClock: QueryHandler<'study.clock'> = ({ db, now }) => {
  const latest = latestTime(db);
  return ok({
    now: now.instant,
    offsetMinutes: now.offsetMinutes,
    latest: latest ?? null,
    isBehind: isClockBehind(now, latest),
  });
};

/**
 * From then on earlier entries no longer say that the clock is behind; both times stay in the trail. The time of
 * openings follows from the clock, so no custodian confirms it alone, and nobody does while an opening is asked for
 * or granted.
 */
export const confirmClock: CommandHandler<'study.confirmClock'> = (context, input) => {
  const alone = aloneRefusal(context);
  if (alone !== null) return err(alone);
  const body = { now: context.now.instant, latest: latestTime(context.db) ?? null };
  const signature = signedBody(context, body);
  return ok({
    events: [{ event: { kind: 'clock-confirmed', body }, reason: input.reason, signature }],
    value: {},
  });
};

function aloneRefusal({ db, actor, signedBy }: CommandContext): Refusal | null {
  if (signedBy?.user !== actor.user) return null;
  const isCustodian = isUnblindedRole(actor.role);
  if (!isCustodian && !hasLiveOpening(db)) return null;
  return refusal(
    'second-person',
    `${actor.printedName} is signed in and would confirm the clock alone.`,
    'Have somebody else sign: an administrator, a pharmacist or quality assurance.',
    [
      isCustodian
        ? 'How long lists, seeds and the map of kits stay open follows from the clock.'
        : 'An opening of custody is asked for or granted, and its time follows from the clock.',
    ],
  );
}
