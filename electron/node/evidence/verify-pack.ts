import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, readdirSync } from 'node:fs';
import { join, sep, relative } from 'node:path';
import { consoleFingerprint } from '../../../shared/app/packs/device-request.ts';
import { fromHex } from '../../../shared/base/hex.ts';
import {
  litter,
  manifestFile,
  manifestScript,
  scriptText,
  signatureFile,
} from '../../../shared/ledger/evidence/pack-format.ts';
import type {
  PackFault,
  PackFile,
  PackManifest,
  PackSignature,
} from '../../../shared/ledger/evidence/pack-format.ts';
import { faultInWords } from '../../../shared/ledger/evidence/pack-verdict.ts';
import type { PackCheck, PackVerdict } from '../../../shared/ledger/evidence/pack-verdict.ts';
import { PackWalker, signerFault } from '../../../shared/ledger/evidence/pack-walker.ts';
import {
  readManifest,
  readPart,
  readSignature,
} from '../../../shared/ledger/evidence/read-pack.ts';
import { sha256, sha256Hex } from '../crypto-random.ts';
import { verifySignature } from '../device.ts';

const at = (file: string, problem: string): PackFault => ({
  file,
  line: null,
  entry: null,
  problem,
});

const textOf = (root: string, path: string): string | null =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null;

interface Opened {
  readonly manifest: PackManifest;
  readonly signature: PackSignature;
}

type Opening =
  | { readonly ok: true; readonly value: Opened }
  | { readonly ok: false; readonly fault: PackFault };

/** Manifest and signature, once they are whole and the signature is genuine. */
function openPack(root: string): Opening {
  const text = textOf(root, manifestFile);
  const signed = textOf(root, signatureFile);
  if (text === null) return { ok: false, fault: at(manifestFile, 'it is missing') };
  if (signed === null) return { ok: false, fault: at(signatureFile, 'it is missing') };
  const manifest = readManifest(manifestFile, text);
  if (!manifest.ok) return manifest;
  const signature = readSignature(signatureFile, signed);
  if (!signature.ok) return signature;
  const { publicKey, signature: bytes } = signature.value;
  if (!verifySignature(fromHex(publicKey), sha256(text), fromHex(bytes))) {
    return { ok: false, fault: at(manifestFile, 'its signature is not genuine') };
  }
  if (textOf(root, manifestScript) !== scriptText(text, signed)) {
    return { ok: false, fault: at(manifestScript, 'it does not hold this manifest') };
  }
  return { ok: true, value: { manifest: manifest.value, signature: signature.value } };
}

const pieceBytes = 1 << 20;

function digestOf(path: string): { readonly bytes: number; readonly sha256: string } {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  const piece = Buffer.alloc(pieceBytes);
  let bytes = 0;
  try {
    for (;;) {
      const length = readSync(file, piece);
      if (length === 0) return { bytes, sha256: hash.digest('hex') };
      hash.update(piece.subarray(0, length));
      bytes += length;
    }
  } finally {
    closeSync(file);
  }
}

function fileFault(root: string, { path, bytes, sha256: digest }: PackFile): PackFault | null {
  if (!existsSync(join(root, path))) return at(path, 'it is missing');
  const found = digestOf(join(root, path));
  if (found.bytes === bytes && found.sha256 === digest) return null;
  return at(path, 'it was changed: its SHA-256 is not the one in the manifest');
}

/** Files of the folder that the manifest does not name. */
function addedFile(root: string, manifest: PackManifest): PackFault | null {
  const own = [manifestFile, manifestScript, signatureFile];
  const known = new Set([...own, ...manifest.files.map(({ path }) => path)]);
  const added = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !litter.includes(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !known.has(path))
    .toSorted();
  return added[0] === undefined
    ? null
    : at(added[0], 'the manifest does not name it: it was added');
}

interface Walked {
  readonly fault: PackFault | null;
  readonly walker: PackWalker;
}

function walk(root: string, manifest: PackManifest, stride?: number): Walked {
  const walker = new PackWalker(manifest, { sha256Hex, verifySignature }, stride);
  for (const [index, { path }] of manifest.trail.entries()) {
    const text = textOf(root, path);
    if (text === null) return { walker, fault: at(path, 'it is missing') };
    const part = readPart(path, text);
    const fault = part.ok ? walker.part(index, part.value) : part.fault;
    if (fault !== null) return { walker, fault };
  }
  return { walker, fault: walker.finish() };
}

/** A sample of signatures finds that something is wrong; all of them find where. */
function walkTrail(root: string, manifest: PackManifest): Walked {
  const sampled = walk(root, manifest);
  const isSample = sampled.fault?.problem.includes('signature') === true;
  return isSample ? walk(root, manifest, 1) : sampled;
}

const plain = (fingerprint: string): string =>
  fingerprint.replaceAll(/[^0-9a-z]/gi, '').toUpperCase();

const check = (name: PackCheck['check'], fault: PackFault | null, good: string): PackCheck => ({
  check: name,
  passed: fault === null,
  detail: fault === null ? good : faultInWords(fault),
});

const nothing = { entries: 0, files: 0, signaturesChecked: 0, head: '', fingerprint: '' };

interface Findings {
  readonly files: PackFault | null;
  readonly chain: PackFault | null;
  readonly signer: PackFault | null;
  readonly pinned: PackFault | null;
}

/** What comes first; of a fault in a file and in an entry of it the entry says more. */
const firstOf = ({ files, chain, signer, pinned }: Findings): PackFault | null =>
  pinned ?? (chain !== null && chain.file === files?.file ? chain : files) ?? chain ?? signer;

function verdictOf(
  { manifest, signature }: Opened,
  walker: PackWalker,
  findings: Findings,
  expected: string | undefined,
): PackVerdict {
  const { entries, signaturesChecked, head } = walker.found;
  const { files, chain, signer, pinned } = findings;
  const named = manifest.files.length;
  const fingerprint = consoleFingerprint({ sha256 }, signature.publicKey);
  const chained = `${entries} entries continue one another; ${signaturesChecked} device signatures are genuine`;
  const checks = [
    check('manifest', null, `signed by device ${signature.device}`),
    check('files', files, `${named} files have their SHA-256; none was added`),
    check('chain', chain, chained),
    check('signer', signer, 'the key that signed the manifest is enrolled in the trail'),
  ];
  if (expected !== undefined) {
    checks.push(check('fingerprint', pinned, `the signer is ${fingerprint}`));
  }
  const firstBad = firstOf(findings);
  const found = { entries, files: named, signaturesChecked, head, fingerprint };
  return { ok: firstBad === null, ...found, checks, firstBad };
}

function pinFault(publicKey: string, expected: string | undefined): PackFault | null {
  const fingerprint = consoleFingerprint({ sha256 }, publicKey);
  if (expected === undefined || plain(expected) === plain(fingerprint)) return null;
  return at(signatureFile, `the pack was signed by ${fingerprint}, not by ${expected}`);
}

/**
 * Verifies a pack in its folder; the folder alone counts, nothing of this machine. `expected` is the fingerprint that
 * its signer must have.
 */
export function verifyPack(root: string, expected?: string): PackVerdict {
  const opened = openPack(root);
  if (!opened.ok) {
    const checks = [check('manifest', opened.fault, '')];
    return { ok: false, ...nothing, checks, firstBad: opened.fault };
  }
  const { manifest, signature } = opened.value;
  const broken = manifest.files.map((file) => fileFault(root, file)).find((one) => one !== null);
  const { walker, fault } = walkTrail(root, manifest);
  const findings = {
    files: broken ?? addedFile(root, manifest),
    chain: fault,
    signer: fault === null ? signerFault(walker, manifest, signature) : null,
    pinned: pinFault(signature.publicKey, expected),
  };
  return verdictOf(opened.value, walker, findings, expected);
}
