import { ok } from '../../base/result.ts';
import { listSignatures, waitingExtension } from '../../store/queries/list-facts.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandHandler } from '../handlers.ts';
import { findList } from '../list-secret/find-list.ts';
import { listCard } from '../list-secret/list-card.ts';
import { decideSignature } from './decide.ts';
import { signExtension } from './sign-extension.ts';

/** Binds a signature to the digest of a verified list; the second one locks it. A locked list has its extension signed. */
export const signList: CommandHandler<'randomization.sign'> = (context, input) => {
  const list = findList(context.db, input.list);
  if (!list.ok) return list;
  const extension = waitingExtension(context.db, list.value.id);
  if (list.value.status === 'locked' && extension !== undefined) {
    return signExtension(context, list.value, extension);
  }
  const signature = approvedBy(context, list.value.digest);
  const decided = decideSignature(list.value, listSignatures(context.db, list.value.id), signature);
  if (!decided.ok) return decided;
  const { locks } = decided.value;
  const card = listCard(context.db, { ...list.value, status: locks ? 'locked' : 'signed-once' });
  const { printedName, meaning, at } = signature;
  return ok({
    events: [{ event: { kind: 'list-signed', body: { list: input.list, locks } }, signature }],
    value: {
      ...card,
      signatures: [...card.signatures, { printedName, meaning, at }],
    },
  });
};
