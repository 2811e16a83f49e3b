import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { OutputOf } from '../../contracts/index.ts';
import { listStrata, slotsOf } from '../../store/queries/list-facts.ts';
import type { ListFacts, ListStratumFacts } from '../../store/queries/list-facts.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { heldOpening } from '../custody/held-opening.ts';
import { findList } from '../list-secret/find-list.ts';
import { listSecretOf } from '../list-secret/list-secret.ts';
import type { ListSecret } from '../list-secret/list-secret.ts';
import { blocksFromStarts } from '../list-secret/make-list.ts';
import { requireSealer } from '../require-sealer.ts';
import { revealLive } from './live-slots.ts';

type RevealedSlot = OutputOf<'randomization.reveal'>['slots'][number];

/** Shows a window on the slots with their arms. Who looked, at how many slots and why is recorded with it. */
export const revealList: CommandHandler<'randomization.reveal'> = (context, input) => {
  const list = findList(context.db, input.list);
  if (!list.ok) return list;
  const held = heldOpening(context, { part: 'list', use: 'view', list: list.value.code });
  if (!held.ok) return held;
  const strata = chosenStrata(context, list.value.id, input);
  const isUnused = list.value.kind === 'live' && input.stratum === undefined;
  if (!strata.ok && !isUnused) return strata;
  const value =
    list.value.kind === 'live'
      ? revealLive(context, list.value, input)
      : revealSlots(context, list.value, strata.ok ? strata.value : [], input);
  const slots = value.slots.length;
  const opening = held.value.code;
  const body = { list: input.list, stratum: input.stratum ?? null, slots, opening };
  return ok({
    events: [{ event: { kind: 'list-revealed', body }, reason: input.reason ?? held.value.reason }],
    value,
  });
};

/** Every slot of a list, or every allocation of a live one, with its arm. */
export function everySlot(context: CommandContext, list: ListFacts): readonly RevealedSlot[] {
  const page = { offset: 0, limit: Number.MAX_SAFE_INTEGER };
  if (list.kind === 'live') return revealLive(context, list, page).slots;
  const strata = listStrata(context.db, list.id).map((stratum, at) => ({ ...stratum, at }));
  return revealSlots(context, list, strata, page).slots;
}

function revealSlots(
  context: CommandContext,
  list: ListFacts,
  strata: readonly PlacedStratum[],
  page: { readonly offset: number; readonly limit: number },
): OutputOf<'randomization.reveal'> {
  const secret = listSecretOf(context.db, requireSealer(context), list.entry);
  return {
    total: strata.reduce((sum, stratum) => sum + stratum.slots, 0),
    slots: slotsWithin(context, secret, strata, page),
  };
}

interface PlacedStratum extends ListStratumFacts {
  /** Position among the strata of the list. */
  readonly at: number;
}

function chosenStrata(
  context: CommandContext,
  list: number,
  input: { readonly list: string; readonly stratum?: string | undefined },
): Result<readonly PlacedStratum[], Refusal> {
  const strata = listStrata(context.db, list).map((stratum, at) => ({ ...stratum, at }));
  const chosen = strata.filter(({ key }) => input.stratum === undefined || key === input.stratum);
  if (chosen.length > 0) return ok(chosen);
  return err(
    refusal(
      'stratum-unknown',
      `List ${input.list} has no stratum "${input.stratum ?? ''}".`,
      `Choose one of its ${strata.length} strata, for example "${strata[0]?.key ?? ''}".`,
    ),
  );
}

/** Slots `offset` to `offset + limit` of the chosen strata laid end to end. */
function slotsWithin(
  context: CommandContext,
  secret: ListSecret,
  strata: readonly PlacedStratum[],
  page: { readonly offset: number; readonly limit: number },
): RevealedSlot[] {
  const slots: RevealedSlot[] = [];
  let skip = page.offset;
  for (const stratum of strata) {
    const wanted = page.limit - slots.length;
    if (wanted === 0) break;
    if (skip < stratum.slots) slots.push(...revealed(context, secret, stratum, [skip, wanted]));
    skip = Math.max(0, skip - stratum.slots);
  }
  return slots;
}

function revealed(
  context: CommandContext,
  secret: ListSecret,
  stratum: PlacedStratum,
  [after, limit]: readonly [number, number],
): RevealedSlot[] {
  const sealer = requireSealer(context);
  const blocks = blocksFromStarts(secret.blockStarts[stratum.at] ?? '');
  return slotsOf(context.db, stratum.id, after, limit).map((slot) => {
    const arm = slot.veil ^ sealer.veilByte(stratum.nonce, slot.position - 1);
    return {
      stratum: stratum.key,
      position: slot.position,
      block: blocks[slot.position - 1] ?? null,
      arm: secret.specification.arms[arm]?.name ?? 'unknown',
      status: slot.state,
      subject: slot.subject,
    };
  });
}
