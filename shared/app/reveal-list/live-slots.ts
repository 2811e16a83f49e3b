import type { OutputOf } from '../../contracts/index.ts';
import type { ListFacts } from '../../store/queries/list-facts.ts';
import { allocatedSlots } from '../../store/queries/live-facts.ts';
import type { CommandContext } from '../handlers.ts';
import { armIndexOf } from '../live-scheme/arm-counts.ts';
import { schemeSecretOf } from '../live-scheme/scheme-secret.ts';
import { requireSealer } from '../require-sealer.ts';

type Revealed = OutputOf<'randomization.reveal'>;

/** Live allocations in the order in which they were drawn, with their arms. */
export function revealLive(
  context: CommandContext,
  list: ListFacts,
  window: {
    readonly stratum?: string | undefined;
    readonly offset: number;
    readonly limit: number;
  },
): Revealed {
  const { db } = context;
  const sealer = requireSealer(context);
  const { arms } = schemeSecretOf(db, sealer, list.entry).specification;
  const slots = allocatedSlots(db, list.id, 0).filter(
    ({ key }) => window.stratum === undefined || key === window.stratum,
  );
  return {
    total: slots.length,
    slots: slots.slice(window.offset, window.offset + window.limit).map((slot) => ({
      stratum: slot.key,
      position: slot.position,
      block: null,
      arm: arms[armIndexOf(sealer, slot)]?.name ?? 'unknown',
      status: 'used',
      subject: slot.code,
    })),
  };
}
