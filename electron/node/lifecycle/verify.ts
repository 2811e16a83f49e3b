import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { ok } from '../../../shared/base/result.ts';
import { readAnchor } from '../anchor.ts';
import { ringToVerify } from '../ring-in-force.ts';
import { machineFor } from '../site-identity.ts';
import { studyOf } from '../store-file/store-file.ts';
import { verifyStore } from '../store-file/verify-store.ts';
import type { CoreState } from './core-state.ts';

/** Verifies the open study against its ledger, its key ring and the anchor of this machine. */
export const verifyTrail =
  (state: CoreState): LifecycleHandlers['trail.verify'] =>
  async (input) => {
    const { work, storePath } = state;
    if (work === null || storePath === null) throw new Error('nobody is signed in');
    const ring = ringToVerify(storePath, work.opened.database);
    if (!ring.ok) return ring;
    const machine = machineFor(state.machine, ring.value);
    return ok(
      verifyStore({
        database: work.opened.database,
        path: storePath,
        ring: ring.value,
        anchor: readAnchor(machine.dataDirectory, studyOf(work.opened.database), machine.device),
        replay: input.replay,
        job: state.ports.job(input.job),
      }),
    );
  };
