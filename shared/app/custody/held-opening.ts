import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { openingState } from '../../domain/custody/opening.ts';
import type { CustodyPart, CustodyUse, OpeningState } from '../../domain/custody/opening.ts';
import { openings } from '../../store/queries/custody-rows.ts';
import type { OpeningRecord } from '../../store/queries/custody-rows.ts';
import type { CommandContext } from '../handlers.ts';
import { custodyTime } from './opening-view.ts';

export interface Wanted {
  readonly part: CustodyPart;
  readonly use: CustodyUse;
  /** Null for the map of kits. */
  readonly list: string | null;
}

const latestLooked = 20;

const askForOne =
  'Ask for an opening and have another custodian grant it: Custody, on the Code break screen.';

const endings: Readonly<Record<Exclude<OpeningState, 'open'>, string>> = {
  requested: 'waits for another custodian',
  declined: 'was declined',
  closed: 'was closed',
  used: 'was used for its one file',
  ended: 'has ended: its time is over, or the clock was confirmed since',
};

/** The opening under which this person may now see or take that, or why not. */
export function heldOpening(
  context: CommandContext,
  wanted: Wanted,
): Result<OpeningRecord, Refusal> {
  const time = custodyTime(context);
  const filter = { ...wanted, user: context.actor.user };
  const own = openings(context.db, filter, { offset: 0, limit: latestLooked });
  const stateOf = (record: OpeningRecord): OpeningState => openingState(record, time);
  const held = own.find((record) => stateOf(record) === 'open');
  if (held !== undefined) return ok(held);
  const [last] = own;
  const what = wanted.list ?? 'the map of kits';
  if (last === undefined) {
    return err(
      refusal(
        'custody-not-open',
        `Two people keep ${what} together; it is not open for you.`,
        askForOne,
      ),
    );
  }
  const state = stateOf(last) as Exclude<OpeningState, 'open'>;
  return err(
    refusal(
      state === 'requested' ? 'custody-not-granted' : 'custody-ended',
      `Opening ${last.code} of ${what} ${endings[state]}.`,
      state === 'requested' ? 'Have another custodian grant it.' : askForOne,
    ),
  );
}
