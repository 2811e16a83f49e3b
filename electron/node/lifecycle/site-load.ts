import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { belongsRefusal } from '../../../shared/app/site-mode/pack-belongs.ts';
import { takePack, underWayRefusal } from '../../../shared/app/site-mode/take-pack.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { readKeyRing } from '../key-ring.ts';
import { lock } from './core-state.ts';
import type { CoreState, Work } from './core-state.ts';
import { insertMaterial, openPack } from './open-pack.ts';
import { recordLifecycle } from './record-one.ts';
import { loadingRefusal, rememberLoading, settleMemory } from './site-once.ts';

/** Takes another pack into the open file, from the console that made the first. */
export const loadPack =
  (state: CoreState): LifecycleHandlers['site.load'] =>
  async ({ file }) => {
    const { work } = state;
    if (work === null) throw new Error('nobody is signed in');
    const opened = openPack(state, file.base64);
    if (!opened.ok) return opened;
    const { payload } = opened.value;
    const { database } = work.opened;
    const stopped =
      belongsRefusal(database, payload) ??
      underWayRefusal(database, payload) ??
      loadingRefusal(state.machine, payload);
    if (stopped !== null) return err(stopped);
    rememberLoading(state.machine, payload, state.ports.clock.now().instant);
    const taken = takePack(database, payload, state.ports.uptime());
    recordLifecycle(state, work, 'site.load', taken, (db) => insertMaterial(db, payload));
    settle(state, work);
    return ok({ pack: payload.pack, envelopes: payload.envelopes.length });
  };

/** Nobody goes on in a file whose newest pack is not remembered. */
function settle(state: CoreState, { opened }: Work): void {
  const path = state.storePath as string;
  try {
    settleMemory(state.machine, { ring: readKeyRing(path), path, db: opened.database });
  } catch (error) {
    lock(state);
    throw error;
  }
}
