import { fromHex } from '../base/hex.ts';
import { chainText, genesisHash } from './entry.ts';
import type { StoredEntry } from './entry.ts';
import type { Sha256Hex, VerifySignature } from './ports.ts';

/** The first thing that is wrong with a chain, and where. */
export interface ChainFault {
  readonly entry: number;
  readonly problem: string;
}

/** What the next entry of a device must continue; changed in place, entry by entry. */
interface DeviceHead {
  epoch: number;
  deviceSequence: number;
  hash: string;
}

/** Which signatures to check: all of them, or the last and one in every `stride` entries. */
export interface SignatureSampling {
  readonly stride: number;
}

/**
 * Walks entries in order of `sequence` and keeps what each device's chain must continue with.
 * Feed it entry by entry; it stays small whatever the length of the ledger. A signature covers
 * all entries before it through the chain, so sampled signatures lose nothing but the exact place.
 */
export class ChainWalker {
  readonly #sha256Hex: Sha256Hex;
  readonly #verify: VerifySignature;
  readonly #publicKeyOf: (device: string) => Uint8Array | undefined;
  readonly #stride: number;
  readonly #heads = new Map<string, DeviceHead>();
  readonly #unchecked = new Map<string, StoredEntry>();
  #sequence = 0;
  #signaturesChecked = 0;
  #signed = 0;

  constructor(
    ports: {
      readonly sha256Hex: Sha256Hex;
      readonly verifySignature: VerifySignature;
      readonly publicKeyOf: (device: string) => Uint8Array | undefined;
    },
    sampling: SignatureSampling,
  ) {
    this.#sha256Hex = ports.sha256Hex;
    this.#verify = ports.verifySignature;
    this.#publicKeyOf = ports.publicKeyOf;
    this.#stride = sampling.stride;
  }

  get entries(): number {
    return this.#sequence;
  }

  get signaturesChecked(): number {
    return this.#signaturesChecked;
  }

  get headHash(): string {
    return this.#lastHash;
  }

  #lastHash = genesisHash;

  /** Returns the fault of this entry, or null when it continues its chain. */
  step(entry: StoredEntry): ChainFault | null {
    const fault = this.#position(entry) ?? this.#hash(entry) ?? this.#signature(entry);
    if (fault !== null) return fault;
    this.#sequence = entry.sequence;
    return null;
  }

  /** Checks the signatures that sampling left open: the last one of every device. */
  finish(): ChainFault | null {
    for (const [device, head] of this.#heads) {
      const open = this.#unchecked.get(device);
      if (open !== undefined) {
        const fault = this.#checkSignature(open);
        if (fault !== null) return fault;
      }
      if (this.#lastSigned.get(device) !== head.deviceSequence) {
        return {
          entry: this.#sequence,
          problem: `the last entry of device ${device} carries no signature`,
        };
      }
    }
    return null;
  }

  readonly #lastSigned = new Map<string, number>();

  #position(entry: StoredEntry): ChainFault | null {
    if (entry.sequence !== this.#sequence + 1) {
      return {
        entry: this.#sequence + 1,
        problem: `entry ${this.#sequence + 1} is missing; the next one found is ${entry.sequence}`,
      };
    }
    const head = this.#heads.get(entry.device);
    const expected = head === undefined ? 1 : head.deviceSequence + 1;
    if (entry.deviceSequence !== expected) {
      return {
        entry: entry.sequence,
        problem: `device ${entry.device} continues with ${entry.deviceSequence}, expected ${expected}`,
      };
    }
    if (head !== undefined && entry.epoch < head.epoch) {
      return { entry: entry.sequence, problem: `epoch ${entry.epoch} follows epoch ${head.epoch}` };
    }
    return null;
  }

  #hash(entry: StoredEntry): ChainFault | null {
    const head = this.#heads.get(entry.device);
    const text = chainText(entry, head?.hash ?? genesisHash, entry.content, entry.sealed);
    if (this.#sha256Hex(text) !== entry.hash) {
      return {
        entry: entry.sequence,
        problem: 'its hash does not match its content and the entry before it',
      };
    }
    this.#lastHash = entry.hash;
    const { epoch, deviceSequence, hash } = entry;
    if (head === undefined) this.#heads.set(entry.device, { epoch, deviceSequence, hash });
    else Object.assign(head, { epoch, deviceSequence, hash });
    return null;
  }

  #signature(entry: StoredEntry): ChainFault | null {
    if (entry.signature === null) return null;
    this.#lastSigned.set(entry.device, entry.deviceSequence);
    this.#signed += 1;
    if (this.#signed % this.#stride === 0) {
      this.#unchecked.delete(entry.device);
      return this.#checkSignature(entry);
    }
    this.#unchecked.set(entry.device, entry);
    return null;
  }

  #checkSignature(entry: StoredEntry): ChainFault | null {
    const key = this.#publicKeyOf(entry.device);
    if (key === undefined) {
      return { entry: entry.sequence, problem: `device ${entry.device} was never enrolled` };
    }
    this.#signaturesChecked += 1;
    return entry.signature !== null && this.#verify(key, fromHex(entry.hash), entry.signature)
      ? null
      : { entry: entry.sequence, problem: 'its device signature is not genuine' };
  }
}
