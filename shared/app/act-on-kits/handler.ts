import { err, ok } from '../../base/result.ts';
import { accountKit } from '../../store/queries/account-kits.ts';
import type { AccountKit } from '../../store/queries/account-kits.ts';
import { unreturnedRefusal } from '../accountability/destroy.ts';
import { foreignPlace } from '../actor-place.ts';
import type { CommandHandler } from '../handlers.ts';
import { firstOf, namedKits } from '../named-kits.ts';
import { decideAction } from './decide.ts';
import { isUnderWay } from './under-way.ts';

/** Quarantine, release, or report kits: all of them, or none is recorded. */
export const actOnKits: CommandHandler<'kits.act'> = (context, input) => {
  const kits = namedKits(context.db, input.numbers);
  if (!kits.ok) return kits;
  for (const { place } of kits.value) {
    const foreign = foreignPlace(context.actor, place);
    if (foreign !== null) return err(foreign);
  }
  const unreturned =
    input.action === 'await-destruction'
      ? unreturnedRefusal(
          kits.value.map(({ number }) => accountKit(context.db, number) as AccountKit),
        )
      : null;
  if (unreturned !== null) return err(unreturned);
  const states = decideAction(kits.value, input.action, isUnderWay(context));
  if (!states.ok) return err({ ...states.error, because: firstOf(states.error.because) });
  const body = {
    action: input.action,
    kits: kits.value.map(({ number }) => number),
    states: states.value,
  };
  return ok({
    events: [{ event: { kind: 'kits-changed', body }, reason: input.reason }],
    value: { changed: kits.value.length },
  });
};
