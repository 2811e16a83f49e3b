import { ok } from '../../base/result.ts';
import type { Role } from '../../domain/access/roles.ts';
import { allPeople } from '../../store/queries/people.ts';
import { latestDeal, shareState } from '../../store/queries/recovery-shares.ts';
import type { QueryHandler } from '../handlers.ts';

/** Who looks after access, or reviews it, sees who holds shares; others only whether one waits for them. */
const overseers: readonly Role[] = [
  'administrator',
  'unblinded-pharmacist',
  'unblinded-statistician',
  'qa',
  'inspector',
];

export const recoveryShares: QueryHandler<'access.shares'> = ({ db, actor }) => {
  const deal = latestDeal(db);
  if (deal === null) return ok({ dealt: null, mine: 'none' });
  const mine = deal.holders.includes(actor.user) ? shareState(db, deal, actor.user) : 'none';
  if (!overseers.includes(actor.role)) return ok({ dealt: null, mine });
  const names = new Map(allPeople(db).map(({ user, printedName }) => [user, printedName]));
  const holders = deal.holders.map((user) => ({
    user,
    printedName: names.get(user) ?? user,
    state: shareState(db, deal, user),
  }));
  const { at, offsetMinutes, by, threshold } = deal;
  return ok({ dealt: { at, offsetMinutes, by, threshold, holders }, mine });
};
