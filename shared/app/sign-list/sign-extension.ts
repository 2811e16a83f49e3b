import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ListCard } from '../../contracts/randomization.ts';
import { listSignatures, listStrata } from '../../store/queries/list-facts.ts';
import type { ExtensionFacts, ListFacts } from '../../store/queries/list-facts.ts';
import { strataOfExtension } from '../../store/queries/list-rows.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandContext, Decision } from '../handlers.ts';
import { listCard } from '../list-secret/list-card.ts';
import { countSignature } from './decide.ts';

/** Binds a signature to the digest of the longer list; the second one adds the slots. */
export function signExtension(
  context: CommandContext,
  list: ListFacts,
  extension: ExtensionFacts,
): Result<Decision<ListCard>, Refusal> {
  const { db } = context;
  const signature = approvedBy(context, extension.digest);
  const signed = listSignatures(db, list.id).filter(({ digest }) => digest === extension.digest);
  const counted = countSignature(`the extension of list ${list.code}`, signed, signature);
  if (!counted.ok) return counted;
  const { locks } = counted.value;
  const events = [
    { event: { kind: 'extension-signed', body: { list: list.code, locks } }, signature },
  ] as const;
  const { printedName, meaning, at } = signature;
  const own = { printedName, meaning, at };
  const { extension: waiting, ...card } = listCard(db, list);
  const shown = [...(waiting?.signatures ?? []), own];
  if (!locks) {
    const { slots, digest } = extension;
    return ok({ events, value: { ...card, extension: { slots, digest, signatures: shown } } });
  }
  return ok({
    events,
    value: {
      ...card,
      strata: listStrata(db, list.id).length + newStrata(context, list),
      slots: card.slots + extension.slots,
      digest: extension.digest,
      merkleRoot: extension.merkleRoot,
      signatures: [...card.signatures, ...shown],
    },
  });
}

const newStrata = ({ db }: CommandContext, list: ListFacts): number =>
  strataOfExtension(db, list.id).filter(({ after }) => after === 0).length;
