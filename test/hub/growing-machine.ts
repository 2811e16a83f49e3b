import { hash } from 'node:crypto';
import type { AskCore } from '../../electron/node/hub/ask-core.ts';
import type { MachineAtWork } from '../../electron/node/hub/own-ledger.ts';
import type { Device } from '../../electron/node/device.ts';

/** A site's machine whose ledger grows when it is told to, with records of a few bytes. */
export interface GrowingMachine {
  readonly machine: MachineAtWork;
  readonly ask: AskCore;
  grow(entries: number): void;
}

export function growingMachine(device: Device): GrowingMachine {
  let entries = 1;
  const hashAt = (entry: number) =>
    entry < 1 || entry > entries ? null : hash('sha256', `${device.id} ${entry}`, 'hex');
  const ask = async (name: string, { from, until }: { from: number; until: number }) => {
    if (name !== 'site.bundle') throw new Error(`asked for ${name}`);
    const text = JSON.stringify({ from, until, filler: 'x'.repeat(3000) });
    const file = { name: 'r', mediaType: 'm', base64: Buffer.from(text).toString('base64') };
    return { file, parts: [], first: from, last: until, entries: until - from + 1 };
  };
  return {
    machine: {
      kind: 'site',
      storeId: `store of ${device.id}`,
      device,
      epoch: 1,
      entries: () => entries,
      hashAt,
      ownEntries: () => entries,
      ownHash: hashAt,
    },
    ask: ask as unknown as AskCore,
    grow: (more) => {
      entries += more;
    },
  };
}
