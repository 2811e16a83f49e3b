import { hash, hkdfSync, randomBytes } from 'node:crypto';
import type { RandomSource } from '../../shared/app/ports.ts';
import type { Sha256, Sha256Hex } from '../../shared/ledger/ports.ts';

/** Bytes from the operating system's generator. */
export const cryptoRandom: RandomSource = { bytes: (length) => randomBytes(length) };

export const sha256: Sha256 = (text) => hash('sha256', text, 'buffer');

export const sha256Hex: Sha256Hex = (text) => hash('sha256', text, 'hex');

/** HKDF-SHA-256 without salt: 32 bytes of key for one purpose. */
export const deriveKey = (seed: Uint8Array, info: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', seed, new Uint8Array(0), info, 32));
