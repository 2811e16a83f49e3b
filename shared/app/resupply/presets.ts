import { ok } from '../../base/result.ts';
import { resupplyPresets } from '../../domain/stock/resupply-presets.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { QueryHandler } from '../handlers.ts';
import { planOf } from './demand-facts.ts';
import { leakOfSettings } from './leak-of-settings.ts';

/** Enough histories that rules which leak seldom are found as well. */
const histories = 10;

/** Presets with what this study's sites could infer under each; the check alone calls one blind-safe. */
export const presetsOfResupply: QueryHandler<'resupply.presets'> = ({ db }) => {
  const { definition } = currentDefinition(db);
  const plan = planOf(definition);
  return ok({
    presets: resupplyPresets.map(({ name, summary, values }) => ({
      name,
      summary,
      values,
      leak: leakOfSettings(
        definition,
        plan,
        { ...values, newSubjectsPerDay: 0, leadDays: 3 },
        { histories, seed: 1 },
      ),
    })),
  });
};
