import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { heldBy } from '../../store/queries/kit-facts.ts';
import type { KitFacts } from '../../store/queries/kit-facts.ts';
import { foreignPlace } from '../actor-place.ts';
import { undecidedExcursion } from '../cold-chain/undecided.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { firstOf, namedKits } from '../named-kits.ts';
import { signedBody } from '../signed-body.ts';
import { decideAction } from './decide.ts';
import { shownRefusal } from './shown-refusal.ts';
import { isUnderWay } from './under-way.ts';

/**
 * Kits back to usable stock, signed by somebody else than who put them in quarantine. All of them, or none; what an
 * envelope of a site on backup showed stays out of use for good.
 */
export const releaseKits: CommandHandler<'kits.release'> = (context, input) => {
  const kits = namedKits(context.db, input.numbers);
  if (!kits.ok) return kits;
  for (const { place } of kits.value) {
    const foreign = foreignPlace(context.actor, place);
    if (foreign !== null) return err(foreign);
  }
  const undecided = undecidedExcursion(context.db, kits.value);
  if (undecided !== null) return err(undecided);
  const shown = shownRefusal(context.db, kits.value);
  if (shown !== null) return err(shown);
  const states = decideAction(kits.value, 'release', isUnderWay(context));
  if (!states.ok) return err({ ...states.error, because: firstOf(states.error.because) });
  const body = {
    action: 'release' as const,
    kits: kits.value.map(({ number }) => number),
    states: states.value,
  };
  const signature = signedBody(context, body);
  const same = samePerson(context, kits.value, signature.user);
  if (same !== null) return err(same);
  return ok({
    events: [{ event: { kind: 'kits-changed', body }, reason: input.reason, signature }],
    value: { changed: body.kits.length },
  });
};

function samePerson(
  { db }: CommandContext,
  kits: readonly KitFacts[],
  signer: string,
): Refusal | null {
  const own = kits.filter(({ number }) => heldBy(db, number) === signer);
  if (own.length === 0) return null;
  return refusal(
    'second-person',
    `You put ${own.length} of these ${kits.length} kits in quarantine; somebody else must release them.`,
    'Ask another pharmacist or QA to sign the release.',
    firstOf(own.map(({ number }) => `${number}: was put in quarantine by you.`)),
  );
}
