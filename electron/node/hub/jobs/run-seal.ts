import { hash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { toHex } from '../../../../shared/base/hex.ts';
import { boxes } from '../../boxes.ts';
import { deriveKey, sha256 } from '../../crypto-random.ts';
import type { Device } from '../../device.ts';
import { boxPublicKey, decrypt, encrypt, openSealed, sealTo } from '../../sealed-box.ts';
import type { BoxKeys } from '../../sealed-box.ts';
import { sizeClass } from '../parcel.ts';

/** Results beyond this are none: 20 replicates of the largest scenario stay far below. */
const mostBytes = 256 * 1024 * 1024;

/** The keys that runs are sealed to for a worker; drawn from its device key, so that they are kept nowhere. */
export function workerBox(hub: string, { id, sign }: Pick<Device, 'id' | 'sign'>): BoxKeys {
  const privateKey = deriveKey(
    sign(sha256(`cachet hub worker\n${hub}\n${id}`)),
    'cachet worker box',
  );
  return { privateKey, publicKey: boxPublicKey(privateKey) };
}

const boxText = (hub: string, device: string, boxKey: string): string =>
  ['cachet hub worker box', hub, device, boxKey].join('\n');

export const signBox = (hub: string, { id, sign }: Device, boxKey: Uint8Array): Buffer =>
  Buffer.from(sign(sha256(boxText(hub, id, toHex(boxKey)))));

/** Whether the worker with this key made this box key. */
export const isBoxOf = (
  hub: string,
  { device, publicKey }: { readonly device: string; readonly publicKey: string },
  boxKey: string,
  signature: Buffer,
): boolean => boxes.verify(publicKey, boxText(hub, device, boxKey), signature.toString('base64'));

export const sealKey = (key: Uint8Array, boxKey: Uint8Array, run: string): Buffer =>
  sealTo(boxKey, key, `run ${run}`);

export const openKey = (box: BoxKeys, sealed: Uint8Array, run: string): Buffer =>
  openSealed(box, sealed, `run ${run}`);

/** What is sealed under the key of a run: the run itself, or the result of one job. */
export interface SealedPlace {
  readonly hub: string;
  readonly run: string;
  /** Null for the run itself. */
  readonly job: number | null;
}

const placeText = ({ hub, run, job }: SealedPlace): string =>
  ['cachet hub run', hub, run, job ?? ''].join('\n');

const signedText = (place: SealedPlace, content: Uint8Array): string =>
  `${placeText(place)}\n${hash('sha256', content, 'hex')}`;

/** Blanks behind the bytes, whose own length comes first, so that sizes tell classes only. */
function inClass(bytes: Uint8Array, size: number): Buffer {
  const padded = Buffer.alloc(size);
  padded.writeUInt32LE(bytes.length);
  padded.set(bytes, 4);
  return padded;
}

const outOfClass = (padded: Buffer): Buffer => padded.subarray(4, 4 + padded.readUInt32LE(0));

/** Runs are not compressed: how well numbers compress would tell of them. */
export const sealRun = (key: Uint8Array, place: SealedPlace, bytes: Uint8Array): Buffer =>
  encrypt(key, inClass(bytes, sizeClass(bytes.length + 4)), placeText(place));

export const openRun = (key: Uint8Array, place: SealedPlace, sealed: Uint8Array): Buffer =>
  outOfClass(decrypt(key, sealed, placeText(place)));

const fast = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Results are many: they are compressed, and padded to powers of two, so that little remains of how well. */
export function sealResult(key: Uint8Array, place: SealedPlace, bytes: Uint8Array): Buffer {
  const small = zstdCompressSync(bytes, fast);
  const size = 2 ** Math.ceil(Math.log2(small.length + 4));
  return encrypt(key, inClass(small, size), placeText(place));
}

/** Throws when it was not sealed so, or is larger than any result. */
export const openResult = (key: Uint8Array, place: SealedPlace, sealed: Uint8Array): Buffer =>
  zstdDecompressSync(outOfClass(decrypt(key, sealed, placeText(place))), {
    maxOutputLength: mostBytes,
  });

export const signSealed = (
  { sign }: Pick<Device, 'sign'>,
  place: SealedPlace,
  content: Uint8Array,
): Buffer => Buffer.from(sign(sha256(signedText(place, content))));

/** Whether a machine with this key sealed just this. */
export const isSealedBy = (
  publicKey: string,
  place: SealedPlace,
  content: Uint8Array,
  signature: Uint8Array,
): boolean =>
  boxes.verify(publicKey, signedText(place, content), Buffer.from(signature).toString('base64'));
