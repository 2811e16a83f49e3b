import { existsSync } from 'node:fs';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import type { PackPayload } from '../../../shared/contracts/pack-file.ts';
import { sitePacks } from '../../../shared/store/queries/site-facts.ts';
import type { SqlDatabase } from '../../../shared/store/sql-database.ts';
import { keyRingPath, readKeyRing } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { memoryOf } from '../site-identity.ts';
import { nothingYet, remember, withPack } from '../site-memory.ts';
import type { RememberedFile, RememberedPack, SiteMemory } from '../site-memory.ts';
import type { Machine } from '../store-file/store-file.ts';

/** One file an identity, and each pack once in it: whatever became of the file, its envelopes may have been opened. */

const newPack =
  'If it is lost, call the pharmacist of the study: the pack is revoked, and this machine shows a new request code for a new one.';

const isWhole = ({ path, storeId }: RememberedFile): boolean =>
  existsSync(path) &&
  (storeId === null || (existsSync(keyRingPath(path)) && readKeyRing(path).storeId === storeId));

/** Why no file may be made under this identity, or null. */
export function makingRefusal(machine: Machine, device: string): Refusal | null {
  const memory = memoryOf(machine, device);
  if (memory === null) {
    return refusal(
      'site-memory-lost',
      'This machine does not remember any more whether a file was made from packs for this request code.',
      'Show a new request code, and have the pharmacist of the study enrol it and issue a new pack for it.',
    );
  }
  const { file, packs } = memory;
  if (file === null) return null;
  if (isWhole(file)) {
    return refusal(
      'site-exists',
      `This machine has the file of the site already: ${file.path}.`,
      'Sign in to it and load the pack there.',
    );
  }
  if (file.stage === 'making') return null;
  return refusal(
    'site-file-gone',
    `This machine made the file of the site before: ${file.path}. It is not there any more, and its envelopes may have been opened.`,
    `Put the file and its .keys file back where they were, or restore a backup of it. ${newPack}`,
    packs.map(({ pack, at }) => `${pack}: loaded ${at.slice(0, 10)}`),
  );
}

/** Must be kept before the file is made: from then on this file, and no other, may hold the pack. */
export function rememberMaking(
  machine: Machine,
  { pack, device, digest }: PackPayload,
  file: { readonly storeId: string; readonly path: string },
  at: string,
): void {
  const memory = memoryOf(machine, device) ?? nothingYet;
  remember(machine, device, {
    ...memory,
    file: { ...file, stage: 'making' },
    packs: withPack(memory.packs, { pack, digest, stage: 'loading', at }),
  });
}

/** Why a further pack may not be taken into the open file, although the file does not hold it; or null. */
export function loadingRefusal(machine: Machine, { pack, device }: PackPayload): Refusal | null {
  const known = memoryOf(machine, device)?.packs.find((one) => one.pack === pack);
  if (known?.stage !== 'loaded') return null;
  return refusal(
    'pack-used',
    `This machine loaded pack ${pack} on ${known.at.slice(0, 10)} into the file of the site, and the open copy of the file does not hold it.`,
    `Open the newest file of the site. ${newPack}`,
  );
}

/** Must be kept before the pack is in the file. */
export function rememberLoading(
  machine: Machine,
  { pack, device, digest }: PackPayload,
  at: string,
): void {
  const memory = memoryOf(machine, device) ?? nothingYet;
  const packs = withPack(memory.packs, { pack, digest, stage: 'loading', at });
  remember(machine, device, { ...memory, packs });
}

const packsIn = (db: SqlDatabase): readonly RememberedPack[] =>
  sitePacks(db).map(({ code, digest, entry }) => ({
    pack: code,
    digest,
    stage: 'loaded',
    at: db.prepare('SELECT at FROM ledger WHERE sequence = ?').get<{ at: string }>(entry)?.at ?? '',
  }));

/**
 * Brings the memory up to the open file before anybody works in it: what was being made is made from now on, and cannot
 * be made again. Refuses a file that is not the one of its identity.
 */
export function settleMemory(
  machine: Machine,
  open: { readonly ring: KeyRing; readonly path: string; readonly db: SqlDatabase },
): Refusal | null {
  const { ring, path, db } = open;
  const id = ring.founder.device;
  const memory = memoryOf(machine, id) ?? nothingYet;
  const { file } = memory;
  if (file !== null && file.storeId !== null && file.storeId !== ring.storeId) {
    return refusal(
      'site-file-other',
      `This is not the file that this machine made for the site; that one is ${file.path}.`,
      'Choose that file. This one was never finished and holds no subject.',
    );
  }
  const settled: SiteMemory = {
    version: memory.version,
    file: { storeId: ring.storeId, path, stage: 'made' },
    packs: packsIn(db).reduce(withPack, memory.packs),
  };
  if (JSON.stringify(settled) !== JSON.stringify(memory)) remember(machine, id, settled);
  return null;
}
