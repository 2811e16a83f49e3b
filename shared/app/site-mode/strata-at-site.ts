import type { Refusal } from '../../base/refusal.ts';
import type { Result } from '../../base/result.ts';
import { localDay } from '../../domain/place/local-day.ts';
import { captureStratum } from '../../domain/study/strata.ts';
import type { CapturedStratum, StratumSpecification } from '../../domain/study/strata.ts';
import type {
  FactorId,
  SiteId,
  StratificationFactor,
  StudyDefinition,
} from '../../domain/study/study-definition.ts';
import { currentDefinition, definitionBefore } from '../../store/queries/definition.ts';
import type { SitePackFacts } from '../../store/queries/site-facts.ts';
import type { QueryContext } from '../handlers.ts';
import { packsInForce } from './packs-in-force.ts';

type Here = Pick<QueryContext, 'db' | 'now'>;
type Values = Readonly<Record<string, string>>;

/** The definition that a pack came with: its envelopes stay under it, whatever a later pack brings. */
export const definitionOfPack = (
  { db }: Pick<Here, 'db'>,
  { entry }: Pick<SitePackFacts, 'entry'>,
): StudyDefinition => definitionBefore(db, entry);

/**
 * The factors to ask for: those of the definition in force, and those by which envelopes of an earlier one are laid out.
 * A factor that several versions have is asked for as the newest one defines it.
 */
export function factorsAsked(here: Here): readonly StratificationFactor[] {
  const asked = [...currentDefinition(here.db).definition.factors];
  for (const pack of packsInForce(here).toReversed()) {
    const old = definitionOfPack(here, pack).factors;
    asked.push(
      ...old.filter(
        ({ id }) => pack.stratifyBy.includes(id) && asked.every((factor) => factor.id !== id),
      ),
    );
  }
  return asked;
}

/** Whether every factor that is asked for has a usable value, also those that only the console counts by. */
export function allCaptured(here: Here, values: Values): Result<CapturedStratum, Refusal> {
  const { definition } = currentDefinition(here.db);
  const factors = factorsAsked(here);
  const specification = { place: 'none', factors: factors.map(({ id }) => id) } as const;
  const site = definition.sites[0]?.id as SiteId;
  return capture(here, { ...definition, factors }, { site, specification, values });
}

/** The stratum of captured values by the stratification of a pack and the definition that it came with. */
export function stratumAtSite(
  here: Here,
  pack: Pick<SitePackFacts, 'site' | 'entry' | 'stratifyBy'>,
  values: Values,
): Result<CapturedStratum, Refusal> {
  const place = (['site', 'region'] as const).find((name) => pack.stratifyBy.includes(name));
  const factors = pack.stratifyBy.filter((name) => name !== 'site' && name !== 'region');
  return capture(here, definitionOfPack(here, pack), {
    site: pack.site as SiteId,
    specification: { place: place ?? 'none', factors: factors as FactorId[] },
    values,
  });
}

function capture(
  { now }: Here,
  definition: StudyDefinition,
  given: {
    readonly site: SiteId;
    readonly specification: StratumSpecification;
    readonly values: Values;
  },
): Result<CapturedStratum, Refusal> {
  const { site, specification, values } = given;
  const zone = definition.sites.find(({ id }) => id === site)?.zone as string;
  return captureStratum(definition, specification, {
    site,
    values,
    randomizationDay: localDay(now.instant, zone as Parameters<typeof localDay>[1]),
  });
}
