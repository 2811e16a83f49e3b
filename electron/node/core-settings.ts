import type { Dispatch } from '../../shared/app/dispatch.ts';
import type { Clock, Printer, RandomSource } from '../../shared/app/ports.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { MachineAtWork } from './hub/own-ledger.ts';
import type { KdfCost } from './passphrase.ts';

/** What a core needs from its host. */
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
  /** Bytes that can be drawn again, for tests only. */
  readonly random?: RandomSource;
  /** The core's own queue, where it has one; the core asks itself through it. */
  readonly inTurn?: Dispatch;
  /** Sign-in leaves no entry: for commands that only look. */
  readonly isQuiet?: boolean;
}

/** A core in the thread that made it. */
export interface Core {
  readonly dispatch: Dispatch;
  /** Reads one slice ahead for whoever is signed in; true when nothing is left, or nobody is. */
  readAhead(): boolean;
  /** The machine behind the open file, for the exchange with a hub; null while nobody is signed in. */
  atWork(): MachineAtWork | null;
  close(): void;
}

export type CreateCore = (settings: CoreSettings) => Core;
