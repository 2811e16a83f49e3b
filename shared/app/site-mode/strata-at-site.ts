import type { Refusal } from '../../base/refusal.ts';
import type { Result } from '../../base/result.ts';
import { localDay } from '../../domain/place/local-day.ts';
import { captureStratum } from '../../domain/study/strata.ts';
import type { CapturedStratum } from '../../domain/study/strata.ts';
import type { FactorId, SiteId } from '../../domain/study/study-definition.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { QueryContext } from '../handlers.ts';

/** The stratum of captured values by the stratification of a pack. */
export function stratumAtSite(
  { db, now }: Pick<QueryContext, 'db' | 'now'>,
  pack: { readonly site: string; readonly stratifyBy: readonly string[] },
  factors: Readonly<Record<string, string>>,
): Result<CapturedStratum, Refusal> {
  const { definition } = currentDefinition(db);
  const zone = definition.sites.find(({ id }) => id === pack.site)?.zone as string;
  const place = (['site', 'region'] as const).find((name) => pack.stratifyBy.includes(name));
  return captureStratum(
    definition,
    {
      place: place ?? 'none',
      factors: pack.stratifyBy.filter((name) => name !== 'site' && name !== 'region') as FactorId[],
    },
    {
      site: pack.site as SiteId,
      values: factors,
      randomizationDay: localDay(now.instant, zone as Parameters<typeof localDay>[1]),
    },
  );
}
