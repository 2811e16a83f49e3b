import { ok } from '../../base/result.ts';
import type { OutputOf } from '../../contracts/index.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { imbalanceOf } from '../../engine/randomization/live-allocation.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { ListFacts } from '../../store/queries/list-facts.ts';
import { stratifiedBy } from '../../store/queries/list-rows.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { findList } from '../list-secret/find-list.ts';
import { listSecretOf } from '../list-secret/list-secret.ts';
import { armCounts } from '../live-scheme/arm-counts.ts';
import { schemeSecretOf } from '../live-scheme/scheme-secret.ts';
import { levelNames, trialLevel } from '../live-scheme/subject-levels.ts';
import { requireSealer } from '../require-sealer.ts';

type Balance = OutputOf<'randomization.balance'>;

const specifiedArms = (context: QueryContext, list: ListFacts) => {
  const sealer = requireSealer(context);
  return list.kind === 'live'
    ? schemeSecretOf(context.db, sealer, list.entry).specification.arms
    : listSecretOf(context.db, sealer, list.entry).specification.arms;
};

/** Levels in the order of the parts, those of one part by the order of the study. */
function orderOf(definition: StudyDefinition, parts: readonly string[]): (text: string) => number {
  const levels = parts.flatMap((part) => {
    if (part === 'trial') return [trialLevel];
    const ids =
      part === 'site'
        ? definition.sites
        : part === 'region'
          ? definition.regions
          : (definition.factors.find(({ id }) => id === part)?.levels ?? []);
    return ids.map(({ id }) => `${part}=${id}`);
  });
  const position = new Map(levels.map((text, i) => [text, i]));
  return (text) => position.get(text) ?? levels.length;
}

/** Counts by arm in all and at each level; for people who hold the unblinding key only. */
export const randomizationBalance: QueryHandler<'randomization.balance'> = (context, input) => {
  const list = findList(context.db, input.list);
  if (!list.ok) return list;
  const { definition } = currentDefinition(context.db);
  const arms = specifiedArms(context, list.value);
  const weights = arms.map(({ weight }) => weight);
  const parts = ['trial', ...stratifiedBy(context.db, list.value.id).filter((p) => p !== 'trial')];
  const source = { db: context.db, sealer: requireSealer(context) };
  const { counts, subjects } = armCounts(source, { id: list.value.id, parts }, arms.length);
  const order = orderOf(definition, parts);
  const levels = [...counts.levels()]
    .toSorted(([a], [b]) => order(a) - order(b))
    .map(([text, at]): Balance['levels'][number] => {
      const [factor, level] = levelNames(definition, text);
      return { factor, level, counts: [...at], imbalance: imbalanceOf(weights, at) };
    });
  return ok({
    list: list.value.code,
    subjects,
    arms: arms.map(({ name, weight }) => ({
      name: definition.arms.find(({ id }) => id === name)?.name ?? name,
      weight,
    })),
    levels,
  });
};
