import { ok } from '../../base/result.ts';
import { latestTime } from '../../store/queries/latest-time.ts';
import type { CommandHandler, QueryHandler } from '../handlers.ts';
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

/** From then on earlier entries no longer say that the clock is behind; both times stay in the trail. */
export const confirmClock: CommandHandler<'study.confirmClock'> = (context, input) => {
  const body = { now: context.now.instant, latest: latestTime(context.db) ?? null };
  const signature = signedBody(context, body);
  return ok({
    events: [{ event: { kind: 'clock-confirmed', body }, reason: input.reason, signature }],
    value: {},
  });
};
