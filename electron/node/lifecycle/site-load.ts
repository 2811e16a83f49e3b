import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { record } from '../../../shared/app/record.ts';
import { loadedBody } from '../../../shared/app/site-mode/loaded-body.ts';
import { belongsRefusal } from '../../../shared/app/site-mode/pack-belongs.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { PackPayload } from '../../../shared/contracts/pack-file.ts';
import { readKeyRing } from '../key-ring.ts';
import { lock } from './core-state.ts';
import type { CoreState, Work } from './core-state.ts';
import { insertMaterial, openPack } from './open-pack.ts';
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
    const stopped =
      belongsRefusal(work.opened.database, payload) ?? loadingRefusal(state.machine, payload);
    if (stopped !== null) return err(stopped);
    rememberLoading(state.machine, payload, state.ports.clock.now().instant);
    recordLoading(state, work, payload);
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

function recordLoading(state: CoreState, work: Work, payload: PackPayload): void {
  const { store } = work.opened;
  const { actor } = work.session;
  const now = state.ports.clock.now();
  const head = store.transaction(() => {
    insertMaterial(store.db, payload);
    const context = {
      at: now.instant,
      offsetMinutes: now.offsetMinutes,
      user: actor.user,
      printedName: actor.printedName,
      role: actor.role,
      environment: store.environment,
      procedure: 'site.load',
      requestId: null,
    };
    return record({ store, ports: state.ports, sealer: null, context }, [
      { event: { kind: 'site-pack-loaded', body: loadedBody(payload, state.ports.uptime()) } },
    ]);
  });
  store.committed(head.sequence, head.deviceHash);
  state.emit({ kind: 'changed', revision: head.sequence, topics: ['site-pack-loaded'] });
}
