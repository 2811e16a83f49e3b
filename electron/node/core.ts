import { createDispatch } from '../../shared/app/dispatch.ts';
import type { Dispatch } from '../../shared/app/dispatch.ts';
import type { Clock, Printer } from '../../shared/app/ports.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import { loadDevice } from './device.ts';
import { lock } from './lifecycle/core-state.ts';
import type { CoreState } from './lifecycle/core-state.ts';
import { lifecycleHandlers } from './lifecycle/lifecycle-handlers.ts';
import { checkSignature } from './lifecycle/sign-in.ts';
import { machinePorts } from './machine-ports.ts';
import type { KdfCost } from './passphrase.ts';

export interface CoreSettings {
  readonly dataDirectory: string;
  readonly resources: string;
  readonly storePath?: string;
  readonly deviceSecret?: Uint8Array;
  readonly clock: Clock;
  readonly printer: Printer;
  readonly emit: (event: CoreEvent) => void;
  readonly isCancelled: (job: string) => boolean;
  /** Cheaper password hashing, for tests only. */
  readonly cost?: KdfCost;
  /** Sign-in leaves no entry: for commands that only look. */
  readonly isQuiet?: boolean;
}

export interface Core {
  readonly dispatch: Dispatch;
  close(): void;
}

/** The core of one study at a time, in the thread that calls it. */
export function createCore(settings: CoreSettings): Core {
  const state = newState(settings);
  const dispatch = createDispatch({
    ports: state.ports,
    session: () => state.work?.session ?? null,
    store: () => state.work?.opened.store ?? null,
    lifecycle: lifecycleHandlers(state),
    checkSignature: checkSignature(state),
    changed: (revision, topics) => settings.emit({ kind: 'changed', revision, topics }),
  });
  return { dispatch, close: () => lock(state) };
}

function newState(settings: CoreSettings): CoreState {
  return {
    machine: {
      dataDirectory: settings.dataDirectory,
      device: loadDevice(settings.dataDirectory, settings.deviceSecret),
    },
    ports: machinePorts(settings),
    resources: settings.resources,
    cost: settings.cost,
    emit: settings.emit,
    nowMs: () => performance.timeOrigin + performance.now(),
    storePath: settings.storePath ?? null,
    work: null,
    idleTimer: null,
    guards: new Map(),
    isQuiet: settings.isQuiet ?? false,
  };
}
