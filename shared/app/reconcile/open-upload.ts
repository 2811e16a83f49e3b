import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { BundleHeader } from '../../contracts/bundle-file.ts';
import type { ChainEntry } from '../../ledger/bundle/site-chain.ts';
import { siteEntries } from '../../store/queries/backup-facts.ts';
import { siteDevice } from '../../store/queries/pack-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { openBundle, readBundle } from '../bundles/read-bundle.ts';
import type { SoundBundle } from '../bundles/read-bundle.ts';
import type { QueryContext } from '../handlers.ts';
import { originOfStudy } from '../packs/origin.ts';
import { requireSealer } from '../require-sealer.ts';
import { bundleInput } from './bundle-input.ts';
import type { BundleUpload } from './bundle-input.ts';

/** A bundle that is genuine, with the entries that it carries. */
export interface OpenedBundle {
  readonly bundle: SoundBundle;
  readonly header: BundleHeader;
  readonly entries: readonly ChainEntry[];
  readonly fresh: readonly ChainEntry[];
  /** Everything of the machine: what was here and what is new. */
  readonly all: readonly ChainEntry[];
}

/** Reads, checks and opens an upload; refuses what is tampered with, foreign or signed by another key. */
export function openUpload(
  context: QueryContext,
  upload: BundleUpload,
): Result<OpenedBundle, Refusal> {
  const text = bundleInput(context, upload);
  if (!text.ok) return text;
  const bundle = readBundle(context.ports, text.value);
  if (!bundle.ok) return bundle;
  const { header } = bundle.value.file;
  const stranger = keyRefusal(context.db, header);
  if (stranger !== null) return err(stranger);
  const study = { sealer: requireSealer(context), origin: originOfStudy(context.db) };
  const entries = openBundle(context.ports, study, bundle.value);
  if (!entries.ok) return entries;
  const here = siteEntries(context.db, header.device);
  const known = new Set(here.map(({ hash }) => hash));
  const fresh = entries.value.filter(({ hash }) => !known.has(hash));
  return ok({
    bundle: bundle.value,
    header,
    entries: entries.value,
    fresh,
    all: [...here, ...fresh],
  });
}

function keyRefusal(db: SqlDatabase, header: BundleHeader): Refusal | null {
  const device = siteDevice(db, header.device);
  if (device === undefined || device.publicKey === header.publicKey) return null;
  return refusal(
    'bundle-foreign-key',
    `The record says that it is from machine ${header.device}, but it is signed with another key.`,
    'Do not import it. Somebody made it up; tell quality assurance.',
  );
}

/** Refuses the record of a machine that was never enrolled, or null. Nothing proves whose it is before the machine's key is known: it could be planted under another one's name. */
export function unknownMachine(db: SqlDatabase, header: BundleHeader): Refusal | null {
  if (siteDevice(db, header.device) !== undefined) return null;
  return refusal(
    'bundle-unknown-machine',
    `The record is of machine ${header.device}, which was never enrolled here.`,
    'Enrol the machine with the fingerprint that its site reads out; then import the record again.',
  );
}
