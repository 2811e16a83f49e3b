import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Sealer } from '../../shared/app/ports.ts';
import { fromHex } from '../../shared/base/hex.ts';
import { deriveKey } from './crypto-random.ts';

/** Sealed text is padded to whole blocks of this size, so that lengths say nothing about arms. */
const paddingBlock = 2048;
const nonceLength = 12;
const tagLength = 16;
const veilChunk = 1024;
const veilChunksKept = 8192;

/** A sealer with the unblinding key; `forget` zeroes what it derived. */
export interface KeyedSealer extends Sealer {
  forget(): void;
}

export function createSealer(unblindingKey: Uint8Array): KeyedSealer {
  const sealKey = deriveKey(unblindingKey, 'cachet seal 1');
  const veilKey = deriveKey(unblindingKey, 'cachet veil 1');
  const chunks = new Map<string, Uint8Array>();
  const chunkAt = (nonce: string, index: number): Uint8Array => {
    const name = `${nonce}.${index}`;
    const known = chunks.get(name);
    if (known !== undefined) return known;
    if (chunks.size >= veilChunksKept) chunks.clear();
    const chunk = keyStream(veilKey, nonce, index);
    chunks.set(name, chunk);
    return chunk;
  };
  return {
    seal: (text, context) => seal(sealKey, text, context),
    open: (sealed, context) => open(sealKey, sealed, context),
    veilByte: (nonce, position) =>
      chunkAt(nonce, Math.floor(position / veilChunk))[position % veilChunk] as number,
    derive: (purpose) => deriveKey(unblindingKey, `cachet purpose ${purpose}`),
    forget() {
      sealKey.fill(0);
      veilKey.fill(0);
      chunks.clear();
    },
  };
}

function pad(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Math.ceil((bytes.length + 4) / paddingBlock) * paddingBlock;
  const padded = Buffer.alloc(length);
  padded.writeUInt32BE(bytes.length, 0);
  bytes.copy(padded, 4);
  return padded;
}

function seal(key: Uint8Array, text: string, context: string): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(pad(text)), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
}

function open(key: Uint8Array, sealed: string, context: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
  const padded = Buffer.concat([
    decipher.update(bytes.subarray(nonceLength, bytes.length - tagLength)),
    decipher.final(),
  ]);
  return padded.subarray(4, 4 + padded.readUInt32BE(0)).toString('utf8');
}

/** ChaCha20 (RFC 8439) key stream: 16 blocks of 64 bytes a chunk. */
function keyStream(key: Uint8Array, nonce: string, index: number): Uint8Array {
  const iv = Buffer.alloc(16);
  iv.writeUInt32LE(index * (veilChunk / 64), 0);
  Buffer.from(fromHex(nonce)).copy(iv, 4);
  return createCipheriv('chacha20', key, iv).update(Buffer.alloc(veilChunk));
}
