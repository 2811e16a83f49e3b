import { ok } from '../../base/result.ts';
import { allLists, strataInUse } from '../../store/queries/list-rows.ts';
import type { QueryHandler } from '../handlers.ts';
import { findList } from '../list-secret/find-list.ts';
import { listCard } from '../list-secret/list-card.ts';

export const randomizationLists: QueryHandler<'randomization.lists'> = ({ db }) =>
  ok({ lists: allLists(db).map((list) => listCard(db, list)) });

export const randomizationStrata: QueryHandler<'randomization.strata'> = ({ db }, input) => {
  const list = findList(db, input.list);
  if (!list.ok) return list;
  return ok({
    strata: strataInUse(db, list.value.id).map(({ key, words, slots, used }) => ({
      stratum: key,
      words,
      slots,
      used,
      remaining: slots - used,
    })),
  });
};
