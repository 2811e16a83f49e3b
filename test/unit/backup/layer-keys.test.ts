// Requirements: OFF-01
import { expect, test } from 'vitest';
import { deriveKey, sha256 } from '../../../electron/node/crypto-random.ts';
import {
  challengeTag,
  layerKey,
  packKeys,
  releaseCodeOf,
} from '../../../shared/app/backup-keys/pack-keys.ts';
import { toHex } from '../../../shared/base/hex.ts';
import { merkleProof, merkleRoot, merkleTree, proofHolds } from '../../../shared/ledger/merkle.ts';

const keys = packKeys(deriveKey, 'ab'.repeat(32));

test('every layer of every envelope has a code and a key of its own', () => {
  const [codes, layers] = [new Set<string>(), new Set<string>()];
  for (let envelope = 1; envelope <= 200; envelope += 1) {
    for (let layer = 1; layer <= 3; layer += 1) {
      const address = { envelope, layer };
      const code = releaseCodeOf(deriveKey, keys.release, address);
      codes.add(code.join());
      layers.add(toHex(layerKey(deriveKey, keys.site, code, address)));
    }
  }
  expect([codes.size, layers.size]).toEqual([600, 600]);
});

test('the code of one layer does not give the key of another, nor does the share alone', () => {
  const address = { envelope: 1, layer: 1 };
  const right = layerKey(
    deriveKey,
    keys.site,
    releaseCodeOf(deriveKey, keys.release, address),
    address,
  );
  const neighbour = releaseCodeOf(deriveKey, keys.release, { envelope: 1, layer: 2 });
  expect(layerKey(deriveKey, keys.site, neighbour, address)).not.toEqual(right);
  expect(layerKey(deriveKey, keys.site, [], address)).not.toEqual(right);
  expect(keys.site).not.toBe(keys.release);
});

test('a challenge is bound to envelope, layer and subject, whatever the case of its letters', () => {
  const tag = (envelope: number, layer: number, subject: string) =>
    challengeTag(deriveKey, keys.challenge, { envelope, layer }, subject).join();
  expect(tag(1, 1, 'ab-1')).toBe(tag(1, 1, 'AB-1'));
  expect(new Set([tag(1, 1, 'A'), tag(1, 2, 'A'), tag(2, 1, 'A'), tag(1, 1, 'B')]).size).toBe(4);
});

test('a tree gives the proofs that the certificate is checked by', () => {
  for (const count of [1, 2, 3, 7, 8, 33]) {
    const leaves = Array.from({ length: count }, (_, i) => `leaf ${i}`);
    const tree = merkleTree(sha256, leaves);
    expect(tree.root).toBe(merkleRoot(sha256, leaves));
    leaves.forEach((_, i) => {
      expect(tree.proofOf(i)).toEqual(merkleProof(sha256, leaves, i));
      expect(proofHolds(sha256, tree.root, tree.leafAt(i), tree.proofOf(i))).toBe(true);
      expect(proofHolds(sha256, tree.root, tree.leafAt((i + 1) % count), tree.proofOf(i))).toBe(
        count === 1,
      );
    });
  }
});
