import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveKey } from './crypto-random.ts';
import { writeFileDurably } from './durable-file.ts';
import { decrypt, encrypt } from './sealed-box.ts';
import type { Machine } from './store-file/store-file.ts';

const folder = (machine: Machine): string => join(machine.dataDirectory, 'study-secrets');
const pathOf = (machine: Machine, storeId: string): string =>
  join(folder(machine), `${storeId}.secret`);
const wrapKey = ({ device }: Machine): Uint8Array =>
  deriveKey(device.secret, 'cachet study secret');

/** The secret that consoles of a shared study have in common, kept under the secret of this machine; null before. */
export function studySecret(machine: Machine, storeId: string): Uint8Array | null {
  const path = pathOf(machine, storeId);
  if (!/^[0-9a-z-]{1,80}$/.test(storeId) || !existsSync(path)) return null;
  return decrypt(wrapKey(machine), Buffer.from(readFileSync(path, 'utf8'), 'base64'), storeId);
}

export function keepStudySecret(machine: Machine, storeId: string, secret: Uint8Array): void {
  mkdirSync(folder(machine), { recursive: true, mode: 0o700 });
  const sealed = encrypt(wrapKey(machine), secret, storeId).toString('base64');
  writeFileDurably(pathOf(machine, storeId), sealed, 0o600);
}

/** The secret of a study that begins to be shared. */
export function newStudySecret(machine: Machine, storeId: string): Uint8Array {
  const known = studySecret(machine, storeId);
  if (known !== null) return known;
  const secret = randomBytes(32);
  keepStudySecret(machine, storeId, secret);
  return secret;
}

/**
 * What takes part in the wraps of a study on this machine: for new ones the first, for present ones any. A wrap from
 * before the study was shared opens on its own machine only.
 */
export function secretsFor(
  machine: Machine,
  storeId: string,
): readonly [Uint8Array, ...Uint8Array[]] {
  const shared = studySecret(machine, storeId);
  const own = machine.device.secret;
  return shared === null ? [own] : [shared, own];
}
