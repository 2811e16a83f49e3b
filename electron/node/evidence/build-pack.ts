import type { QueryContext } from '../../../shared/app/handlers.ts';
import type { Job } from '../../../shared/app/ports.ts';
import { consoleFingerprint } from '../../../shared/app/packs/device-request.ts';
import { CancelledError } from '../../../shared/app/record.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';
import { toHex } from '../../../shared/base/hex.ts';
import type { Verification } from '../../../shared/contracts/trail.ts';
import {
  manifestFile,
  manifestScript,
  packFormat,
  scriptText,
  signatureFile,
} from '../../../shared/ledger/evidence/pack-format.ts';
import type { PackManifest, PackPart } from '../../../shared/ledger/evidence/pack-format.ts';
import { hashAt, readEntries, readHead } from '../../../shared/store/ledger-store.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { sha256 } from '../crypto-random.ts';
import type { Device } from '../device.ts';
import { packSummary } from './pack-summary.ts';
import { PackFolder } from './pack-folder.ts';
import { readmeText } from './readme.ts';
import { sectionFiles } from './sections.ts';
import type { SectionFile } from './sections.ts';
import { PartSink, readEntry, trailSinks } from './trail-files.ts';

/** What a pack is made from. */
export interface PackRequest {
  readonly context: QueryContext;
  readonly storeId: string;
  readonly product: string;
  readonly device: Device;
  /** The page that shows and verifies the pack. */
  readonly viewer: Uint8Array;
  readonly verification: Verification;
  /** Papers about this installation: self-test, traceability. */
  readonly installation: readonly SectionFile[];
  readonly folder: string;
  readonly job: Job;
}

export interface PackMade {
  readonly entries: number;
  readonly files: number;
  /** SHA-256 of the manifest, hexadecimal. */
  readonly digest: string;
  readonly fingerprint: string;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Entries between two turns of the core: others wait no longer than that. */
const entriesInTurn = 500;

/** The trail up to `entries`, read once for all files that are made from it. */
async function writeTrail(
  folder: PackFolder,
  { context, job }: PackRequest,
  entries: number,
): Promise<{ readonly parts: readonly PackPart[]; readonly signed: number }> {
  const parts = new PartSink(folder);
  const { protocol } = currentDefinition(context.db).definition;
  const sinks = [parts, ...trailSinks(folder, protocol.number)];
  for (const stored of readEntries(context.db)) {
    if (stored.sequence > entries) break;
    const entry = readEntry(stored);
    for (const sink of sinks) sink.take(entry);
    if (stored.sequence % entriesInTurn !== 0) continue;
    job.progress(stored.sequence, entries, 'writing the trail');
    if (job.cancelled()) throw new CancelledError('cancelled');
    await nextTurn();
  }
  for (const sink of sinks) sink.end();
  return { parts: parts.parts, signed: parts.signed };
}

function manifestOf(
  { context, storeId, product, device }: PackRequest,
  end: { readonly entries: number; readonly head: string; readonly epoch: number },
  trail: { readonly parts: readonly PackPart[]; readonly signed: number },
  folder: PackFolder,
): PackManifest {
  const { actor, now, db, environment, sealer } = context;
  const { protocol } = currentDefinition(db).definition;
  const { user, printedName, role } = actor;
  const { number, title, sponsor } = protocol;
  const at = now.instant;
  return {
    format: packFormat,
    product,
    variant: sealer === null ? 'arm-free' : 'unblinded',
    made: { at, offsetMinutes: now.offsetMinutes, user, printedName, role },
    study: { protocol: number, title, sponsor, environment },
    checkpoint: { storeId, device: device.id, at, ...end },
    signed: trail.signed,
    trail: trail.parts,
    files: folder.files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** Writes manifest, signature and both as a script; gives the manifest's digest. */
function seal(folder: PackFolder, manifest: PackManifest, device: Device): string {
  const text = canonicalJson(manifest as unknown as Json);
  const digest = sha256(text);
  const signature = canonicalJson({
    device: device.id,
    publicKey: toHex(device.publicKey),
    signature: toHex(device.sign(digest)),
  });
  folder.addUnlisted(manifestFile, text);
  folder.addUnlisted(signatureFile, signature);
  folder.addUnlisted(manifestScript, scriptText(text, signature));
  return toHex(digest);
}

/**
 * Writes an evidence pack into a new folder. The trail is streamed: memory does not grow with it, and other requests
 * are answered meanwhile. The pack ends at the entry that was the last one when it began.
 */
export async function buildPack(request: PackRequest): Promise<PackMade> {
  const { context, device } = request;
  const head = readHead(context.db, device.id);
  const end = {
    entries: head.sequence,
    head: hashAt(context.db, head.sequence) as string,
    epoch: context.device.epoch,
  };
  const folder = new PackFolder(request.folder);
  const fingerprint = consoleFingerprint({ sha256 }, device.publicKey);
  folder.add('index.html', request.viewer);
  folder.add('README.txt', readmeText(fingerprint));
  const trail = await writeTrail(folder, request, end.entries);
  for await (const { path, content } of sectionFiles(context)) {
    folder.add(path, content);
    if (request.job.cancelled()) throw new CancelledError('cancelled');
  }
  for (const { path, content } of request.installation) folder.add(path, content);
  folder.add('records/verification.json', `${JSON.stringify(request.verification, null, 2)}\n`);
  const summary = packSummary(request, { ...end, fingerprint, signed: trail.signed });
  folder.add('summary.pdf', await context.ports.printer.pdf(summary));
  const digest = seal(folder, manifestOf(request, end, trail, folder), device);
  return { entries: end.entries, files: folder.files.length, digest, fingerprint };
}
