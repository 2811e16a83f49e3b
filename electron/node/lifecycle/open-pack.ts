import { openPackFile, readPackFile } from '../../../shared/app/site-mode/read-pack.ts';
import { materialParts } from '../../../shared/app/site-mode/pack-material.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { PackPayload } from '../../../shared/contracts/pack-file.ts';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import type { SqlDatabase } from '../../../shared/store/sql-database.ts';
import { siteIdentity } from '../site-identity.ts';
import type { SiteIdentityKeys } from '../site-identity.ts';
import type { CoreState } from './core-state.ts';

/** A genuine pack with the identity that it was made for. */
export interface OpenedPack {
  readonly payload: PackPayload;
  readonly identity: SiteIdentityKeys;
}

/** Opens a pack file with the keys of this machine. */
export function openPack(state: CoreState, base64: string): Result<OpenedPack, Refusal> {
  const head = readPackFile(Buffer.from(base64, 'base64').toString('utf8'));
  if (!head.ok) return head;
  const identity = siteIdentity(state.machine, head.value.device);
  if (identity === null) return err(otherMachine(head.value.device));
  const payload = openPackFile(state.ports, head.value, identity.boxPrivateKey);
  return payload.ok ? ok({ payload: payload.value, identity }) : payload;
}

const otherMachine = (device: string): Refusal =>
  refusal(
    'pack-other-machine',
    `This pack was made for machine ${device}, which is not this one.`,
    'Open it on the machine whose request code was enrolled.',
  );

export const definitionOf = (payload: PackPayload): StudyDefinition =>
  payload.definition as unknown as StudyDefinition;

/** Puts the sealed envelopes and keys of a pack into the file, beside its ledger. */
export function insertMaterial(db: SqlDatabase, payload: PackPayload): void {
  const insert = db.prepare('INSERT INTO pack_material VALUES (?, ?, ?)');
  for (const { part, content } of materialParts(payload)) insert.run(payload.pack, part, content);
}
