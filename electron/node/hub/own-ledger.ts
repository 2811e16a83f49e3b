import { hashAt, readHead } from '../../../shared/store/ledger-store.ts';
import { hashOfDeviceEntry } from '../../../shared/store/queries/device-entries.ts';
import { readKeyRing } from '../key-ring.ts';
import type { Device } from '../device.ts';
import type { CoreState } from '../lifecycle/core-state.ts';
import { machineFor } from '../site-identity.ts';
import type { MachineKind } from './tables.ts';

/** The machine behind an open file as a hub meets it: its key, and the end of its ledger. */
export interface MachineAtWork {
  readonly kind: Exclude<MachineKind, 'worker'>;
  readonly storeId: string;
  readonly device: Device;
  readonly epoch: number;
  /** Entries of the file, and the hash of one of them. */
  entries(): number;
  hashAt(entry: number): string | null;
  /** Entries of the device's own chain, and the hash of one of them. */
  ownEntries(): number;
  ownHash(entry: number): string | null;
}

/** Null while nobody is signed in. It must not be kept beyond one step: the file may be closed in between. */
export function machineAtWork({ machine, storePath, work }: CoreState): MachineAtWork | null {
  if (work === null || storePath === null) return null;
  const { database, store, storeId } = work.opened;
  const { device } = machineFor(machine, readKeyRing(storePath));
  return {
    kind: store.purpose === 'site' ? 'site' : 'console',
    storeId,
    device,
    epoch: store.device.epoch,
    entries: () => readHead(database, device.id).sequence,
    hashAt: (entry) => hashAt(database, entry),
    ownEntries: () => readHead(database, device.id).deviceSequence,
    ownHash: (entry) => hashOfDeviceEntry(database, device.id, entry),
  };
}
