import { canonicalJson } from '../base/canonical-json.ts';

/** The end of a ledger at some moment, signed by the device and kept outside the study file. */
export interface Checkpoint {
  readonly storeId: string;
  readonly device: string;
  readonly epoch: number;
  /** Number of entries in the ledger. */
  readonly entries: number;
  /** Hash of the last entry, hexadecimal. */
  readonly head: string;
  readonly at: string;
}

/** The text that the device signs. */
export const checkpointText = (checkpoint: Checkpoint): string => canonicalJson({ ...checkpoint });

export type AnchorVerdict =
  | { readonly kind: 'continues' }
  | { readonly kind: 'rolled-back'; readonly anchored: number; readonly found: number }
  | { readonly kind: 'rewritten'; readonly anchored: number };

/**
 * Compares the anchored checkpoint with the ledger as found: it must hold at least that many entries,
 * and the entry at the anchored position must have the anchored hash.
 */
export function compareWithAnchor(
  anchor: Checkpoint,
  found: { readonly entries: number; readonly hashAtAnchor: string | null },
): AnchorVerdict {
  if (found.entries < anchor.entries || found.hashAtAnchor === null) {
    return { kind: 'rolled-back', anchored: anchor.entries, found: found.entries };
  }
  if (found.hashAtAnchor !== anchor.head) return { kind: 'rewritten', anchored: anchor.entries };
  return { kind: 'continues' };
}
