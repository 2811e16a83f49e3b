import { fromHex } from '../../base/hex.ts';
import { ChainWalker } from '../chain.ts';
import type { Sha256Hex, VerifySignature } from '../ports.ts';
import { lineOf, manifestFile } from './pack-format.ts';
import type { PackEntry, PackFault, PackManifest, PackSignature } from './pack-format.ts';

/** Device signatures checked one by one up to this number; beyond it, evenly sampled, and the last always. */
const signaturesChecked = 4_000;

/** What a walk of the whole trail found. */
export interface WalkFound {
  readonly entries: number;
  readonly signaturesChecked: number;
  readonly head: string;
}

interface Ports {
  readonly sha256Hex: Sha256Hex;
  readonly verifySignature: VerifySignature;
}

/**
 * Walks the trail of a pack file by file: each entry continues its device's chain, each device is enrolled by the
 * trail itself, and the end is the one that the manifest names. Keeps nothing but the heads of the chains.
 */
export class PackWalker {
  readonly #manifest: PackManifest;
  readonly #walker: ChainWalker;
  readonly #keys = new Map<string, Uint8Array>();
  readonly #keyText = new Map<string, string>();

  /** `stride` 1 checks every signature, to name the first bad entry after a sample failed. */
  constructor(manifest: PackManifest, ports: Ports, stride = samplingOf(manifest)) {
    this.#manifest = manifest;
    this.#walker = new ChainWalker(
      { ...ports, publicKeyOf: (device) => this.#keys.get(device) },
      { stride },
    );
  }

  get found(): WalkFound {
    const { entries, signaturesChecked: checked, headHash } = this.#walker;
    return { entries, signaturesChecked: checked, head: headHash };
  }

  /** The public key that the trail enrolled for a device, hexadecimal. */
  enrolled(device: string): string | undefined {
    return this.#keyText.get(device);
  }

  /** The first fault in a file of the trail, or null. Files come in the order of the manifest. */
  part(index: number, entries: readonly PackEntry[]): PackFault | null {
    const part = this.#manifest.trail[index];
    if (part === undefined) throw new Error(`the manifest names no part ${index}`);
    for (const [at, entry] of entries.entries()) {
      this.#enrol(entry);
      const stored = {
        ...entry,
        signature: entry.signature === null ? null : fromHex(entry.signature),
      };
      const fault = this.#walker.step(stored);
      if (fault !== null) return { file: part.path, line: lineOf(at), ...fault };
    }
    const isWhole = entries[0]?.sequence === part.first && this.#walker.entries === part.last;
    return isWhole
      ? null
      : {
          file: part.path,
          line: null,
          entry: this.#walker.entries + 1,
          problem: `it should hold the entries ${part.first} to ${part.last}`,
        };
  }

  /** What is wrong with the end of the trail, or null. */
  finish(): PackFault | null {
    const fault = this.#walker.finish();
    const last = this.#manifest.trail.at(-1)?.path ?? manifestFile;
    if (fault !== null) return { file: last, line: null, ...fault };
    const { entries, head } = this.#manifest.checkpoint;
    if (this.#walker.entries === entries && this.#walker.headHash === head) return null;
    return {
      file: last,
      line: null,
      entry: this.#walker.entries,
      problem: `the trail does not end with the entry ${entries} that the manifest names`,
    };
  }

  /** A device speaks for itself from the entry that enrols it; who enrolled whom stands in the trail. */
  #enrol(entry: PackEntry): void {
    if (!entry.content.includes('"device-enrolled"')) return;
    const { kind, body } = JSON.parse(entry.content) as {
      kind: string;
      body: { device: string; publicKey: string };
    };
    if (kind !== 'device-enrolled' || body.device !== entry.device) return;
    if (this.#keys.has(body.device)) return;
    this.#keys.set(body.device, fromHex(body.publicKey));
    this.#keyText.set(body.device, body.publicKey);
  }
}

const samplingOf = ({ signed }: PackManifest): number =>
  Math.max(1, Math.ceil(signed / signaturesChecked));

/** What is wrong with the key that signed the manifest, once the trail was walked; null when the trail enrolled it. */
export function signerFault(
  walker: PackWalker,
  manifest: PackManifest,
  signature: PackSignature,
): PackFault | null {
  const key = walker.enrolled(signature.device);
  const isTheirs = key === signature.publicKey && manifest.checkpoint.device === signature.device;
  return isTheirs
    ? null
    : {
        file: manifestFile,
        line: null,
        entry: null,
        problem: 'it is signed with a key that the trail never enrolled',
      };
}
