import { createDispatch } from '../../shared/app/dispatch.ts';
import type { Dispatch } from '../../shared/app/dispatch.ts';
import { readAhead } from '../../shared/app/queries/read-ahead.ts';
import type { Core, CoreSettings } from './core-settings.ts';
import { loadDevice } from './device.ts';
import { machineAtWork } from './hub/own-ledger.ts';
import { breakKeysBy } from './lifecycle/code-break-keys.ts';
import { lock } from './lifecycle/core-state.ts';
import type { CoreState } from './lifecycle/core-state.ts';
import { newHubMemory } from './lifecycle/hub-memory.ts';
import { lifecycleHandlers } from './lifecycle/lifecycle-handlers.ts';
import { sharedOrder } from './lifecycle/shared-order.ts';
import { checkSignature } from './lifecycle/sign-in.ts';
import { machinePorts } from './machine-ports.ts';

/** The core of one study at a time, in the thread that calls it. */
export function createCore(settings: CoreSettings): Core {
  const state = newState(settings, (request) => (settings.inTurn ?? dispatch)(request));
  const dispatch: Dispatch = createDispatch({
    ports: state.ports,
    session: () => state.work?.session ?? null,
    store: () => state.work?.opened.store ?? null,
    lifecycle: lifecycleHandlers(state),
    checkSignature: checkSignature(state),
    breakKeys: breakKeysBy(state),
    sharedOrder: () => sharedOrder(state),
    changed: (revision, topics) => settings.emit({ kind: 'changed', revision, topics }),
  });
  const readOn = (): boolean => {
    const { work } = state;
    return work === null || readAhead({ db: work.opened.store.db, sealer: work.sealer });
  };
  return {
    dispatch,
    readAhead: readOn,
    atWork: () => machineAtWork(state),
    close: () => lock(state),
  };
}

function newState(settings: CoreSettings, ask: CoreState['ask']): CoreState {
  const state: CoreState = {
    machine: {
      dataDirectory: settings.dataDirectory,
      device: loadDevice(settings.dataDirectory, settings.deviceSecret),
    },
    ports: machinePorts({ ...settings, seesArms: () => (state.work?.sealer ?? null) !== null }),
    resources: settings.resources,
    createCore,
    cost: settings.cost,
    emit: settings.emit,
    nowMs: () =>
      settings.clock.uptime?.().monotonicMs ?? performance.timeOrigin + performance.now(),
    storePath: settings.storePath ?? null,
    work: null,
    idleTimer: null,
    guards: new Map(),
    isQuiet: settings.isQuiet ?? false,
    hub: newHubMemory(),
    order: null,
    ask,
  };
  return state;
}
