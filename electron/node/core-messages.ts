import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';

/** What a core needs to know when it starts. Paths are absolute. */
export interface CoreOptions {
  /** Where stores, anchors and the device secret live. */
  readonly dataDirectory: string;
  /** `resources/`: demonstration study, help pages, label templates. */
  readonly resources: string;
  /** The store to work on; without it the window offers a choice. */
  readonly storePath?: string;
  /** From the keychain of the operating system, where the host has one; otherwise the core keeps a 0600 file. */
  readonly deviceSecret?: Uint8Array;
}

/** `workerData` of the core worker. */
export interface CoreWorkerData {
  readonly options: CoreOptions;
  /** One Int32 a slot; see `cancelSlot`. Long work polls it, because a busy thread reads no messages. */
  readonly cancelFlags: SharedArrayBuffer;
}

/** Host to core. */
export type ToCore =
  | { readonly id: number; readonly request: Request }
  | { readonly cancel: string }
  | { readonly close: true };

/** Core to host. A core that is asked to close closes its store and lets its thread end. */
export type FromCore =
  | { readonly id: number; readonly reply: Reply }
  | { readonly event: CoreEvent };

/** The one procedure that the host answers itself, since a busy core cannot: input `{ job: string }`. */
export const CANCEL_JOB = 'cancelJob';

const CANCEL_SLOTS = 64;

export const newCancelFlags = (): SharedArrayBuffer => new SharedArrayBuffer(CANCEL_SLOTS * 4);

function cancelSlot(job: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < job.length; index += 1) {
    hash = Math.imul(hash ^ job.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % CANCEL_SLOTS;
}

export function raiseCancel(flags: SharedArrayBuffer, job: string): void {
  Atomics.store(new Int32Array(flags), cancelSlot(job), 1);
}

/** Polled by long work between its steps. */
export function isCancelled(flags: SharedArrayBuffer, job: string): boolean {
  return Atomics.load(new Int32Array(flags), cancelSlot(job)) === 1;
}

/**
 * Called by the core when it reads `{ cancel }` and the job is no longer running: messages are read in order,
 * so a job that was queued before its cancellation has seen the flag by then and no later job can.
 */
export function clearCancel(flags: SharedArrayBuffer, job: string): void {
  Atomics.store(new Int32Array(flags), cancelSlot(job), 0);
}
