import { createHash } from 'node:crypto';
import { verifySignature } from '../../../electron/node/device.ts';
import { sha256Hex } from '../../../electron/node/crypto-random.ts';
import { fromHex } from '../../../shared/base/hex.ts';
import { ChainWalker } from '../../../shared/ledger/chain.ts';
import type { StoredEntry } from '../../../shared/ledger/entry.ts';
import { readEntries } from '../../../shared/store/ledger-store.ts';
import type { Suite } from '../suite.ts';
import { atMostSeconds } from '../suite.ts';
import { benchSize, benchStore } from './bench-store.ts';

/** As the program samples them: a ledger of this size has few signatures, one a commit. */
const stride = 1;

function walker(): ChainWalker {
  const { db } = benchStore();
  const keys = db.prepare('SELECT device, public_key FROM device').rows() as [string, string][];
  const known = new Map(keys.map(([device, key]) => [device, fromHex(key)]));
  const ports = { sha256Hex, verifySignature, publicKeyOf: (device: string) => known.get(device) };
  return new ChainWalker(ports, { stride });
}

function walk(change: (entry: StoredEntry) => StoredEntry = (entry) => entry): ChainWalker {
  const chain = walker();
  for (const entry of readEntries(benchStore().db)) {
    const fault = chain.step(change(entry));
    if (fault !== null) throw new Error(`entry ${fault.entry}: ${fault.problem}`);
  }
  const fault = chain.finish();
  if (fault !== null) throw new Error(`entry ${fault.entry}: ${fault.problem}`);
  return chain;
}

let bytes = 0;

function gate(): void {
  for (const entry of readEntries(benchStore().db)) {
    bytes += entry.content.length + (entry.sealed?.length ?? 0) + 100;
  }
  let caught = '';
  try {
    walk((entry) =>
      entry.sequence === 500 ? { ...entry, content: entry.content.replace('{', '{ ') } : entry,
    );
  } catch (error) {
    caught = String(error);
  }
  if (!caught.includes('entry 500')) throw new Error('a forged entry was not caught');
}

const piece = new Uint8Array(1 << 20);

/** Every entry read, hashed and chained, against hashing as many bytes that are already in memory. */
export const chainSuite: Suite = {
  name: 'store-chain',
  unit: `entries of ${benchSize.entries}`,
  gate,
  ours: () => walk().entries,
  floor: {
    name: 'SHA-256 of the same number of bytes, in memory',
    run() {
      const hash = createHash('sha256');
      for (let left = bytes; left > 0; left -= piece.length) {
        hash.update(piece.subarray(0, Math.min(left, piece.length)));
      }
      hash.digest();
      return benchSize.entries;
    },
  },
  goals: [atMostSeconds(5, 'the whole chain within 5 s')],
  notes: () => [`${(bytes / 1e6).toFixed(0)} MB of entries`],
};
