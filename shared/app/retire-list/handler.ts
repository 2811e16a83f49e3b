import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandHandler } from '../handlers.ts';
import { findList } from '../list-secret/find-list.ts';
import { listCard } from '../list-secret/list-card.ts';

/** Takes a list out of use for good; its slots are never used again. */
export const retireList: CommandHandler<'randomization.retire'> = (context, input) => {
  const list = findList(context.db, input.list);
  if (!list.ok) return list;
  if (list.value.status === 'retired') {
    return err(
      refusal(
        'list-retired',
        `List ${input.list} is retired already.`,
        'Nothing needs to be done.',
      ),
    );
  }
  return ok({
    events: [
      {
        event: { kind: 'list-retired', body: { list: input.list } },
        reason: input.reason,
        signature: approvedBy(context, list.value.digest),
      },
    ],
    value: listCard(context.db, { ...list.value, status: 'retired' }),
  });
};
