import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merkleProof, merkleRoot, verifyMerkleProof } from '../../../shared/ledger/merkle.ts';

const sha256 = (text: string): Uint8Array => hash('sha256', text, 'buffer');
const leavesOf = fc.array(fc.string(), { minLength: 1, maxLength: 40 });

describe('the hash tree of a list', () => {
  it('proves every leaf and no other', () => {
    fc.assert(
      fc.property(leavesOf, fc.nat(), fc.string(), (leaves, pick, other) => {
        const index = pick % leaves.length;
        const leaf = leaves[index] as string;
        const root = merkleRoot(sha256, leaves);
        const proof = merkleProof(sha256, leaves, index);
        expect(verifyMerkleProof(sha256, root, leaf, proof)).toBe(true);
        expect(verifyMerkleProof(sha256, root, other, proof)).toBe(other === leaf);
      }),
      { seed: 20_261_123 },
    );
  });

  it('changes its root when any leaf changes', () => {
    fc.assert(
      fc.property(leavesOf, fc.nat(), (leaves, pick) => {
        const index = pick % leaves.length;
        const changed = leaves.with(index, `${leaves[index]}!`);
        expect(merkleRoot(sha256, changed)).not.toBe(merkleRoot(sha256, leaves));
      }),
      { seed: 20_261_124 },
    );
  });
});
