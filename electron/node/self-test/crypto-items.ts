import { createCipheriv } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { fromHex, toHex } from '../../../shared/base/hex.ts';
import type { SelfTestItem } from '../../../shared/contracts/self-test.ts';
import { deriveKey, sha256Hex } from '../crypto-random.ts';
import { verifySignature } from '../device.ts';
import { attempted, item } from './item.ts';

const argon2id = 2;

/** Test 1 of RFC 8032: the signature of nothing. */
const ed25519 = {
  publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  signature:
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
};

function ed25519Items(): readonly SelfTestItem[] {
  const publicKey = fromHex(ed25519.publicKey);
  const signature = fromHex(ed25519.signature);
  const says = (message: Uint8Array): string =>
    verifySignature(publicKey, message, signature) ? 'genuine' : 'not genuine';
  return [
    item('cryptography', 'Ed25519, RFC 8032 test 1', 'genuine', says(new Uint8Array())),
    item(
      'cryptography',
      'Ed25519, the same over another text',
      'not genuine',
      says(new Uint8Array(1)),
    ),
  ];
}

const cipherItem = (name: string, expected: string, made: () => Buffer): SelfTestItem =>
  attempted('cryptography', name, expected, () => made().toString('hex'));

function gcmTag(): Buffer {
  const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12));
  cipher.final();
  return cipher.getAuthTag();
}

async function argonItem(): Promise<SelfTestItem> {
  const stretched = await hashRaw('password', {
    algorithm: argon2id,
    memoryCost: 256,
    timeCost: 2,
    parallelism: 1,
    outputLen: 32,
    salt: Buffer.from('somesalt'),
  });
  return item(
    'cryptography',
    'Argon2id, reference vector of its authors',
    '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe',
    stretched.toString('hex'),
  );
}

/** Answers that the standards publish, by the primitives that protect the study. */
export const cryptoItems = async (): Promise<readonly SelfTestItem[]> => [
  item(
    'cryptography',
    'SHA-256 of "abc", FIPS 180-4',
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    sha256Hex('abc'),
  ),
  ...ed25519Items(),
  item(
    'cryptography',
    'HKDF-SHA-256, RFC 5869 test 3',
    '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d',
    toHex(deriveKey(new Uint8Array(22).fill(0x0b), '')),
  ),
  cipherItem('AES-256-GCM, tag of nothing under zeros', '530f8afbc74536b9a963b4f1c4cb738b', gcmTag),
  cipherItem(
    'ChaCha20, first block under zeros, RFC 8439',
    '76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7',
    () => createCipheriv('chacha20', Buffer.alloc(32), Buffer.alloc(16)).update(Buffer.alloc(32)),
  ),
  await argonItem(),
];
