import { consoleFingerprint } from '../../shared/app/packs/device-request.ts';
import { fromHex, toHex } from '../../shared/base/hex.ts';
import { chainText, genesisHash } from '../../shared/ledger/entry.ts';
import {
  entryLine,
  lineOf,
  manifestScript,
  partText,
} from '../../shared/ledger/evidence/pack-format.ts';
import type {
  PackEntry,
  PackFault,
  PackManifest,
  PackSignature,
} from '../../shared/ledger/evidence/pack-format.ts';
import { PackWalker, signerFault } from '../../shared/ledger/evidence/pack-walker.ts';
import {
  isPackEntry,
  readManifest,
  readSignature,
} from '../../shared/ledger/evidence/read-pack.ts';
import { digestHex, isGenuine } from './browser-crypto.ts';
import { loadManifest, loadPart } from './pack-scripts.ts';
import { TrailMemory } from './trail-memory.ts';

export interface OpenedPack {
  readonly manifest: PackManifest;
  /** As signed: compared with the file when the folder is checked. */
  readonly texts: { readonly manifest: string; readonly signature: string };
  readonly signature: PackSignature;
  readonly fingerprint: string;
}

const at = (file: string, problem: string): PackFault => ({
  file,
  line: null,
  entry: null,
  problem,
});

type Opening =
  | { readonly ok: true; readonly pack: OpenedPack }
  | { readonly ok: false; readonly fault: PackFault };

/** The program asks for a digest at once; a browser has it later. */
async function fingerprintOf(publicKey: string): Promise<string> {
  let asked = '';
  const sha256 = (text: string): Uint8Array => {
    asked = text;
    return new Uint8Array(32);
  };
  consoleFingerprint({ sha256 }, publicKey);
  const digest = fromHex(await digestHex(asked));
  return consoleFingerprint({ sha256: () => digest }, publicKey);
}

/** Reads manifest and signature and checks them. */
export async function openPack(): Promise<Opening> {
  const texts = await loadManifest(manifestScript);
  if (texts === null) return { ok: false, fault: at(manifestScript, 'it is missing or damaged') };
  const [text, signed] = texts;
  const manifest = readManifest(manifestScript, text);
  if (!manifest.ok) return manifest;
  const signature = readSignature(manifestScript, signed);
  if (!signature.ok) return signature;
  const { publicKey, signature: bytes } = signature.value;
  const digest = fromHex(await digestHex(text));
  if (!(await isGenuine(fromHex(publicKey), digest, fromHex(bytes)))) {
    return { ok: false, fault: at(manifestScript, 'its signature is not genuine') };
  }
  const fingerprint = await fingerprintOf(publicKey);
  const pack = {
    manifest: manifest.value,
    texts: { manifest: text, signature: signed },
    signature: signature.value,
    fingerprint,
  };
  return { ok: true, pack };
}

/** A signature that the walk wants to have checked: answered after the part, since a browser answers later. */
interface Wanted {
  readonly entry: number | null;
  readonly answer: Promise<boolean>;
}

/** Verifies the trail part by part with the very rules of the program; only digests and signatures are the browser's. */
export class TrailVerifier {
  readonly memory: TrailMemory;
  readonly #pack: OpenedPack;
  readonly #walker: PackWalker;
  readonly #heads = new Map<string, string>();
  #digests = new Map<string, string>();
  #wanted: Wanted[] = [];
  readonly #entryOf = new Map<string, number>();

  constructor(pack: OpenedPack) {
    this.#pack = pack;
    this.memory = new TrailMemory(pack.manifest.checkpoint.entries);
    this.#walker = new PackWalker(pack.manifest, {
      sha256Hex: (text) => this.#digests.get(text) ?? '',
      verifySignature: (key, message, signature) => {
        const entry = this.#entryOf.get(toHex(message)) ?? null;
        this.#wanted.push({ entry, answer: isGenuine(key, message, signature) });
        return true;
      },
    });
  }

  get found() {
    return this.#walker.found;
  }

  /** The first fault of the trail, or null. */
  async run(progress: (entries: number) => void): Promise<PackFault | null> {
    for (const [index, { path }] of this.#pack.manifest.trail.entries()) {
      const entries = await loadPart(path);
      if (entries === null) return at(path, 'it is missing or damaged');
      const fault = (await this.#part(index, path, entries)) ?? (await this.#file(path, entries));
      if (fault !== null) return fault;
      this.memory.add(entries);
      progress(this.memory.length);
    }
    const end = this.#walker.finish() ?? (await this.#signatures(null));
    return end ?? signerFault(this.#walker, this.#pack.manifest, this.#pack.signature);
  }

  async #part(
    index: number,
    path: string,
    entries: readonly PackEntry[],
  ): Promise<PackFault | null> {
    const strange = entries.findIndex((entry) => !isPackEntry(entry));
    if (strange >= 0) {
      return { file: path, line: lineOf(strange), entry: null, problem: 'it is not an entry' };
    }
    await this.#digest(entries);
    return this.#walker.part(index, entries) ?? (await this.#signatures(index));
  }

  /** Digests of a whole part at once: each entry names the hash of the one before it. */
  async #digest(entries: readonly PackEntry[]): Promise<void> {
    const texts = entries.map((entry) => {
      const previous = this.#heads.get(entry.device) ?? genesisHash;
      this.#heads.set(entry.device, entry.hash);
      return chainText(entry, previous, entry.content, entry.sealed);
    });
    for (const { signature, hash, sequence } of entries) {
      if (signature !== null) this.#entryOf.set(hash, sequence);
    }
    const digests = await Promise.all(texts.map((text) => digestHex(text)));
    this.#digests = new Map(texts.map((text, i) => [text, digests[i] as string]));
  }

  /** The first of the wanted signatures that is not genuine. `index` is the part at hand; null at the end. */
  async #signatures(index: number | null): Promise<PackFault | null> {
    const wanted = this.#wanted;
    this.#wanted = [];
    const answers = await Promise.all(wanted.map(({ answer }) => answer));
    const bad = answers.indexOf(false);
    if (bad < 0) return null;
    const { trail } = this.#pack.manifest;
    const part = index === null ? trail.at(-1) : trail[index];
    const entry = wanted[bad]?.entry ?? null;
    const line = entry === null || part === undefined ? null : lineOf(entry - part.first);
    const problem = 'its device signature is not genuine';
    return { file: part?.path ?? manifestScript, line, entry, problem };
  }

  /** The file as it must stand on the disk, made again from what it handed over. */
  async #file(path: string, entries: readonly PackEntry[]): Promise<PackFault | null> {
    const listed = this.#pack.manifest.files.find((file) => file.path === path);
    const text = partText(path, entries.map(entryLine));
    if (listed !== undefined && (await digestHex(text)) === listed.sha256) return null;
    return at(path, 'its SHA-256 is not the one in the manifest');
  }
}
