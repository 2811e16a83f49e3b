import { toHex } from '../base/hex.ts';
import type { Sha256 } from './ports.ts';

const leafHash = (sha256: Sha256, leaf: string): string => toHex(sha256(`leaf:${leaf}`));
const nodeHash = (sha256: Sha256, left: string, right: string): string =>
  toHex(sha256(`node:${left}:${right}`));

function levelAbove(sha256: Sha256, level: readonly string[]): string[] {
  const above: string[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const left = level[i] as string;
    const right = level[i + 1];
    above.push(right === undefined ? left : nodeHash(sha256, left, right));
  }
  return above;
}

/**
 * Root of the binary hash tree over salted leaves, in order (SHA-256, leaves and nodes prefixed so that
 * neither can pass for the other; an odd last node moves up unchanged). Hexadecimal; throws without leaves.
 */
export function merkleRoot(sha256: Sha256, leaves: readonly string[]): string {
  if (leaves.length === 0) throw new Error('a tree needs at least one leaf');
  let level = leaves.map((leaf) => leafHash(sha256, leaf));
  while (level.length > 1) level = levelAbove(sha256, level);
  return level[0] as string;
}

/** One step of an inclusion proof: the sibling's hash and the side it stands on. */
export interface ProofStep {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

/** The siblings from leaf `index` up to the root. */
export function merkleProof(
  sha256: Sha256,
  leaves: readonly string[],
  index: number,
): readonly ProofStep[] {
  const steps: ProofStep[] = [];
  let level = leaves.map((leaf) => leafHash(sha256, leaf));
  let at = index;
  while (level.length > 1) {
    const sibling = level[at ^ 1];
    if (sibling !== undefined) {
      steps.push({ side: at % 2 === 0 ? 'right' : 'left', hash: sibling });
    }
    level = levelAbove(sha256, level);
    at >>= 1;
  }
  return steps;
}

/** Whether the proof leads from the leaf to the root. */
export function verifyMerkleProof(
  sha256: Sha256,
  root: string,
  leaf: string,
  proof: readonly ProofStep[],
): boolean {
  let hash = leafHash(sha256, leaf);
  for (const step of proof) {
    hash =
      step.side === 'left' ? nodeHash(sha256, step.hash, hash) : nodeHash(sha256, hash, step.hash);
  }
  return hash === root;
}

/** A tree whose proofs are asked for often: each level is hashed once. */
export interface MerkleTree {
  readonly root: string;
  leafAt(index: number): string;
  proofOf(index: number): readonly ProofStep[];
}

/** The same tree as `merkleRoot` and `merkleProof` give, with all its levels kept. */
export function merkleTree(sha256: Sha256, leaves: readonly string[]): MerkleTree {
  const levels = [leaves.map((leaf) => leafHash(sha256, leaf))];
  for (let level = levels[0] as string[]; level.length > 1; level = levels.at(-1) as string[]) {
    levels.push(levelAbove(sha256, level));
  }
  return {
    root: levels.at(-1)?.[0] as string,
    leafAt: (index) => levels[0]?.[index] as string,
    proofOf: (index) =>
      levels.flatMap((level, height): ProofStep[] => {
        const at = index >> height;
        const sibling = level[at ^ 1];
        return sibling === undefined
          ? []
          : [{ side: at % 2 === 0 ? 'right' : 'left', hash: sibling }];
      }),
  };
}

/** Whether the proof leads from the hash of a leaf to the root; the leaf itself stays concealed. */
export const proofHolds = (
  sha256: Sha256,
  root: string,
  leaf: string,
  proof: readonly ProofStep[],
): boolean =>
  root ===
  proof.reduce(
    (hash, step) =>
      step.side === 'left' ? nodeHash(sha256, step.hash, hash) : nodeHash(sha256, hash, step.hash),
    leaf,
  );
