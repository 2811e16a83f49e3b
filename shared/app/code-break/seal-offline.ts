import { sitesHoldKeys } from '../../domain/study/emergency-settings.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { veiledSlot } from '../../store/queries/slot-facts.ts';
import type { CommandContext } from '../handlers.ts';
import type { Decided } from '../record.ts';
import { requireSealer } from '../require-sealer.ts';
import { breakKeyOf, sealEnvelope } from './envelope.ts';

type Recorded = Pick<AssignmentFacts, 'subject' | 'site' | 'list' | 'stratum' | 'position'>;

/** Seals the treatments of subjects who were randomized on backup, together with the entry that records them. */
export function sealOffline(context: CommandContext, recorded: readonly Recorded[]): Decided[] {
  if (recorded.length === 0 || !sitesHoldKeys(currentDefinition(context.db).definition)) return [];
  const sealer = requireSealer(context);
  const sites = new Set(recorded.map(({ site }) => site));
  const keys = new Map([...sites].map((site) => [site, breakKeyOf(sealer, site)]));
  const envelopes = recorded.map((facts) => {
    const { nonce, veil } = veiledSlot(context.db, facts);
    const arm = veil ^ sealer.veilByte(nonce, facts.position - 1);
    return sealEnvelope(context.ports, keys.get(facts.site) as Uint8Array, facts, arm);
  });
  const subjects = recorded.map(({ subject }) => subject);
  return [{ event: { kind: 'break-envelopes-sealed', body: { subjects, envelopes } } }];
}
