import type { Ports, Session } from '../../../shared/app/ports.ts';
import type { Reply, Request } from '../../../shared/contracts/reply.ts';
import type { CoreEvent } from '../../../shared/contracts/events.ts';
import type { CreateCore } from '../core-settings.ts';
import type { SignInGuard } from '../sign-in-guard.ts';
import type { StoreKeys } from '../key-ring.ts';
import type { KdfCost } from '../passphrase.ts';
import type { KeyedSealer } from '../sealer.ts';
import type { Machine, OpenedStore } from '../store-file/store-file.ts';
import { newHubMemory } from './hub-memory.ts';
import type { HubMemory } from './hub-memory.ts';
import type { OpenOrder } from './shared-order.ts';
import { endThreads } from './with-pool.ts';

/** Somebody is at work: the open file, its keys and the person. */
export interface Work {
  readonly opened: OpenedStore;
  readonly keys: StoreKeys;
  readonly sealer: KeyedSealer | null;
  /** The access of whoever gave a passphrase since the sign-in, as it was then. */
  readonly vouched: Map<string, string>;
  session: Session;
}

/** Everything the core remembers between requests. */
export interface CoreState {
  readonly machine: Machine;
  readonly ports: Ports;
  readonly resources: string;
  /** Makes another core, for a study that is built beside the open one. */
  readonly createCore: CreateCore;
  readonly cost: KdfCost | undefined;
  readonly emit: (event: CoreEvent) => void;
  readonly nowMs: () => number;
  storePath: string | null;
  work: Work | null;
  idleTimer: NodeJS.Timeout | null;
  guards: Map<string, SignInGuard>;
  /** Signed in only to look: no entry is written for it. */
  readonly isQuiet: boolean;
  /** What is known of the hub since somebody signed in. */
  hub: HubMemory;
  /** The way into the common order of a shared study; null until it is first used. */
  order: OpenOrder | null;
  /** Asks the core itself, after what was asked before: for work that goes on beside the person's. */
  readonly ask: (request: Request) => Promise<Reply>;
}

export const idleLockSeconds = 15 * 60;

/** Closes the file and forgets the keys. */
export function lock(state: CoreState): void {
  const { work } = state;
  if (state.idleTimer !== null) clearTimeout(state.idleTimer);
  state.idleTimer = null;
  endThreads(state);
  if (work === null) return;
  state.work = null;
  state.hub = newHubMemory();
  state.order?.close();
  state.order = null;
  work.opened.close();
  work.sealer?.forget();
  work.keys.dataKey.fill(0);
  work.keys.unblindingKey?.fill(0);
  state.emit({ kind: 'session', state: 'locked' });
}

/** Starts the idle time anew. */
export function touch(state: CoreState): void {
  if (state.idleTimer !== null) clearTimeout(state.idleTimer);
  state.idleTimer = setTimeout(() => lock(state), idleLockSeconds * 1000).unref();
}
