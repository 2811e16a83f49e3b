import type { Decided } from '../../../shared/app/record.ts';
import { commitShared } from '../../../shared/app/shared-study/commit-shared.ts';
import { lockedMeanwhile } from '../../../shared/app/shared-study/range-refusals.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { keyRingText } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { changeRing } from '../ring-change.ts';
import { recordedRingHash, ringHashOf } from '../ring-in-force.ts';
import type { CoreState, Work } from './core-state.ts';
import { recordLifecycle, recordNow } from './record-one.ts';
import { sharedOrder } from './shared-order.ts';

/** A change of the key ring that waits for the entry that puts it in force. */
export interface RingChange {
  readonly path: string;
  /** The ring that the next one was made from. */
  readonly base: KeyRing;
  readonly next: KeyRing;
  readonly procedure: string;
  readonly decided: (ringHash: string) => readonly Decided[];
}

/** Changes key ring and ledger together; in a shared study the ring goes with its entry to every console. */
export async function changeRingInOrder(
  state: CoreState,
  work: Work,
  { path, base, next, procedure, decided }: RingChange,
): Promise<Result<Record<string, never>, Refusal>> {
  if (state.work !== work) return err(lockedMeanwhile);
  const order = sharedOrder(state);
  if (order === null) {
    changeRing(path, next, (hash) => recordLifecycle(state, work, procedure, decided(hash)));
    return ok({});
  }
  const { store, database } = work.opened;
  const done = await commitShared(
    { store, ports: state.ports, order },
    () => {
      if ((recordedRingHash(database) ?? ringHashOf(base)) !== ringHashOf(base)) return err(moved);
      recordNow(state, work, procedure, decided(ringHashOf(next)));
      return ok(null);
    },
    undefined,
    () => keyRingText(next),
  );
  if (!done.ok) return done;
  const { applied } = done.value;
  if (applied !== null) {
    state.emit({ kind: 'changed', revision: applied.sequence, topics: applied.kinds });
  }
  return ok({});
}

const moved = refusal(
  'ring-moved',
  'Another console changed somebody’s access at the same moment; nothing was changed here.',
  'Do it again.',
);
