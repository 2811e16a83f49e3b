import { merkleTree } from '../../ledger/merkle.ts';
import type { MerkleTree } from '../../ledger/merkle.ts';
import { checkListSpecification } from '../../engine/randomization/list-specification.ts';
import { listStrata } from '../../store/queries/list-facts.ts';
import type { QueryContext } from '../handlers.ts';
import { listSecretOf } from '../list-secret/list-secret.ts';
import { slotLeaves } from '../list-secret/make-list.ts';
import { recordedList } from '../list-secret/recorded-list.ts';
import type { Sealer } from '../ports.ts';
import { requireSealer } from '../require-sealer.ts';

/** Proofs of a list's slots against its certificate. */
export interface ListProofs {
  readonly tree: MerkleTree;
  /** Place of a stratum's first slot among the leaves. */
  readonly startOf: ReadonlyMap<string, number>;
}

const known = new WeakMap<Sealer, Map<number, ListProofs>>();

/** The tree of a list, hashed once a session and version of the list: packs for hundreds of sites share it. */
export function listProofs(
  context: QueryContext,
  list: { readonly id: number; readonly code: string; readonly entry: number },
): ListProofs {
  const sealer = requireSealer(context);
  const trees = known.get(sealer) ?? new Map<number, ListProofs>();
  known.set(sealer, trees);
  const proofs = trees.get(list.entry) ?? makeProofs(context, list);
  trees.set(list.entry, proofs);
  return proofs;
}

function makeProofs(
  context: QueryContext,
  list: { readonly id: number; readonly code: string; readonly entry: number },
): ListProofs {
  const { db, ports } = context;
  const sealer = requireSealer(context);
  const secret = listSecretOf(db, sealer, list.entry);
  const checked = checkListSpecification(secret.specification);
  if (!checked.ok) throw new Error(`list ${list.code}: ${checked.error.message}`);
  const recorded = recordedList({ db, sealer }, list.id, secret.blockStarts);
  const leaves = slotLeaves(ports, secret.slotSalt, checked.value, recorded);
  const startOf = new Map<string, number>();
  let start = 0;
  for (const { key, slots } of listStrata(db, list.id)) {
    startOf.set(key, start);
    start += slots;
  }
  return { tree: merkleTree(ports.sha256, leaves), startOf };
}
