import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { nextLotStatus } from '../../domain/lot/lot-status.ts';
import { countKits } from '../../store/queries/kit-counts.ts';
import { lastStatusBy } from '../../store/queries/lot-facts.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { firstOf } from '../named-kits.ts';
import { signedBody } from '../signed-body.ts';
import { lotsNamed } from './lots-named.ts';

/** Puts lots on hold, releases or rejects them: all of them, or none. Who put one on hold does not release it. */
export const setLotStatus: CommandHandler<'lots.setStatus'> = (context, input) => {
  const lots = lotsNamed(context.db, input.lots);
  if (!lots.ok) return lots;
  const problems = lots.value.flatMap(({ code, status }) => {
    const next = nextLotStatus(code, status, input.status);
    return next.ok ? [] : [`${next.error.message} ${next.error.next}`];
  });
  if (problems.length > 0) {
    return err(
      refusal(
        'lot-transition',
        `${problems.length} of ${lots.value.length} lots cannot take this step; nothing was recorded.`,
        'Leave these lots out, or choose a step that their status allows.',
        firstOf(problems),
      ),
    );
  }
  const body = { lots: lots.value.map(({ code }) => code), status: input.status };
  const signature = signedBody(context, body);
  const same = input.status === 'released' ? samePerson(context, body.lots, signature.user) : null;
  if (same !== null) return err(same);
  const kits = lots.value.reduce(
    (sum, { id }) => sum + countKits(context.db, { places: null, lot: id }),
    0,
  );
  return ok({
    events: [{ event: { kind: 'lot-status-set', body }, reason: input.reason, signature }],
    value: { changed: body.lots.length, kits },
  });
};

function samePerson(
  { db }: CommandContext,
  lots: readonly string[],
  signer: string,
): Refusal | null {
  const own = lots.filter((lot) => lastStatusBy(db, lot) === signer);
  if (own.length === 0) return null;
  return refusal(
    'second-person',
    `You put lot ${own.join(', ')} on hold; somebody else must release it.`,
    'Ask another pharmacist or QA to sign the release.',
  );
}

export const setLabelGroup: CommandHandler<'lots.setLabelGroup'> = (context, input) => {
  const lots = lotsNamed(context.db, input.lots);
  if (!lots.ok) return lots;
  const changed = lots.value.filter(({ labelGroup }) => labelGroup !== input.group);
  if (changed.length === 0) {
    return err(
      refusal(
        'label-group-same',
        input.group === null
          ? 'These lots are in no label group.'
          : `These lots are in label group ${input.group} already.`,
        'Nothing needs to be done.',
      ),
    );
  }
  const body = { lots: changed.map(({ code }) => code), group: input.group };
  return ok({
    events: [{ event: { kind: 'lots-grouped', body } }],
    value: { changed: changed.length },
  });
};
