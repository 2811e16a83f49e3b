import { createECDH, createPublicKey, hash, verify } from 'node:crypto';

/** P-256 (SEC 2, secp256r1): prime of the field and order of the base point. */
const fieldPrime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const groupOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** What a logger's text file carries about its own origin, as hexadecimal text of the file. */
export interface LoggerSeal {
  /** X‖Y, 128 hexadecimal digits, each half little-endian. */
  readonly publicKeyHex: string;
  /** r‖s, 128 hexadecimal digits, each half little-endian. */
  readonly signatureHex: string;
}

interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

const shape = /^[0-9a-fA-F]{128}$/;

const mod = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;

const littleEndian = (bytes: Buffer): bigint => {
  const reversed = Buffer.from(bytes).reverse();
  return BigInt(`0x${reversed.toString('hex')}`);
};

const bytes32 = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

function inverse(value: bigint, modulus: bigint): bigint {
  let [low, high] = [mod(value, modulus), modulus];
  let [x, y] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high - quotient * low, low];
    [x, y] = [y - quotient * x, x];
  }
  return mod(x, modulus);
}

/** Chord rule for two points with different x; null where the chord is vertical or a tangent. */
function sum(a: Point, b: Point): Point | null {
  if (a.x === b.x) return null;
  const slope = mod((b.y - a.y) * inverse(b.x - a.x, fieldPrime), fieldPrime);
  const x = mod(slope * slope - a.x - b.x, fieldPrime);
  return { x, y: mod(slope * (a.x - x) - a.y, fieldPrime) };
}

function multipleOfBase(scalar: bigint): Point {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(bytes32(scalar));
  const raw = ecdh.getPublicKey();
  return {
    x: BigInt(`0x${raw.toString('hex', 1, 33)}`),
    y: BigInt(`0x${raw.toString('hex', 33)}`),
  };
}

/** Imports the key; throws when the point is not on the curve. */
const keyOf = ({ x, y }: Point) =>
  createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: bytes32(x).toString('base64url'),
      y: bytes32(y).toString('base64url'),
    },
  });

/**
 * ECDSA over a number instead of a message. OpenSSL's one-shot verification always hashes its
 * message, and these devices read the digest backwards, so the question is moved to another key:
 * with h the hash of the empty message, (r, s) is valid for z under Q exactly when it is valid for
 * h under Q' = Q + ((z − h)/r)·G, because both lead to the same point (z·G + r·Q)/s.
 */
function verifyNumber(z: bigint, key: Point, r: bigint, s: bigint): boolean {
  const h = BigInt(`0x${hash('sha256', '', 'hex')}`);
  const shift = mod((z - h) * inverse(r, groupOrder), groupOrder);
  const moved = shift === 0n ? key : sum(key, multipleOfBase(shift));
  if (moved === null) return false;
  const signature = Buffer.concat([bytes32(r), bytes32(s)]);
  return verify(
    'sha256',
    Buffer.alloc(0),
    { key: keyOf(moved), dsaEncoding: 'ieee-p1363' },
    signature,
  );
}

/**
 * True when `message` carries the seal of the key in `seal`: ECDSA P-256 with SHA-256 where both
 * halves of key and signature and the digest itself are little-endian numbers. False for any other
 * message, for malformed hexadecimal text, for a key that is not on the curve and for r or s out of
 * range. Never throws. Says nothing about who owns the key.
 */
export function isLoggerSealAuthentic(message: Uint8Array, seal: LoggerSeal): boolean {
  if (!shape.test(seal.publicKeyHex) || !shape.test(seal.signatureHex)) return false;
  const keyBytes = Buffer.from(seal.publicKeyHex, 'hex');
  const signatureBytes = Buffer.from(seal.signatureHex, 'hex');
  const key = {
    x: littleEndian(keyBytes.subarray(0, 32)),
    y: littleEndian(keyBytes.subarray(32)),
  };
  const r = littleEndian(signatureBytes.subarray(0, 32));
  const s = littleEndian(signatureBytes.subarray(32));
  if (r === 0n || s === 0n || r >= groupOrder || s >= groupOrder) return false;
  try {
    keyOf(key);
  } catch {
    return false;
  }
  return verifyNumber(littleEndian(hash('sha256', message, 'buffer')), key, r, s);
}
