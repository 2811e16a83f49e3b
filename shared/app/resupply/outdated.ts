import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { SiteProposal } from '../../contracts/resupply-proposal.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { shareDepotInDetail } from '../../engine/supply/resupply/share-depot.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { allPlaces } from '../../store/queries/places.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import { resupplySettings } from '../../store/queries/resupply-facts.ts';
import type { ProposalRecord } from '../../store/queries/resupply-facts.ts';
import { depotDay } from './due-run.ts';
import { depotStocks, sourceOf } from './propose-run.ts';
import type { KeyedContext } from './propose-run.ts';
import { stockFacts } from './stock-facts.ts';
import type { StockFacts } from './stock-facts.ts';

const mostReasons = 8;

interface Now {
  readonly definition: StudyDefinition;
  readonly places: ReadonlyMap<string, PlaceRecord>;
  readonly stock: StockFacts;
}

/**
 * Why a proposal can no longer be signed as it is. Kits dispensed since are no reason: the next run sees them.
 * Kits sent to a site since, or no longer at the depot, are: they would go twice, or not at all.
 */
export function outdatedBecause(
  context: KeyedContext,
  proposal: Pick<ProposalRecord, 'day' | 'settingsEntry'>,
  sites: readonly SiteProposal[],
): readonly string[] {
  const today = depotDay(context);
  if (proposal.day !== today) {
    return [`It was prepared for the run of ${proposal.day}; today is ${today}.`];
  }
  if (resupplySettings(context.db)?.entry !== proposal.settingsEntry) {
    return ['Other settings were put in force after it was prepared.'];
  }
  const now: Now = {
    definition: currentDefinition(context.db).definition,
    places: new Map(allPlaces(context.db).map((place) => [place.code, place])),
    stock: stockFacts(context),
  };
  const reasons = [...closedSince(now, sites), ...sentSince(now, sites), ...goneSince(now, sites)];
  const more = reasons.length - mostReasons;
  return more <= 0 ? reasons : [...reasons.slice(0, mostReasons), `And ${more} more.`];
}

const sends = ({ lines }: SiteProposal): boolean => lines.some(({ granted }) => granted > 0);

const closedSince = ({ places }: Now, sites: readonly SiteProposal[]): readonly string[] =>
  sites
    .filter((site) => sends(site) && places.get(site.site)?.status !== 'active')
    .map(({ site }) => `Site ${site} is no longer open.`);

const typeName = ({ kitTypes }: StudyDefinition, id: string): string =>
  kitTypes.find((type) => type.id === id)?.name ?? id;

function sentSince(now: Now, sites: readonly SiteProposal[]): readonly string[] {
  return sites.filter(sends).flatMap(({ site, lines }) =>
    lines.flatMap(({ kitType, stock, granted }) => {
      const type = now.definition.kitTypes.findIndex(({ id }) => id === kitType);
      const { inTransit, requested } = now.stock.siteStock(
        now.places.get(site) as PlaceRecord,
        type,
      );
      const added = inTransit + requested - stock.inTransit - stock.requested;
      if (granted === 0 || added <= 0) return [];
      return [`${added} more of ${typeName(now.definition, kitType)} are on their way to ${site}.`];
    }),
  );
}

/** Lines that the depot can no longer serve, each with what it lacks. */
export function goneSince(now: Now, sites: readonly SiteProposal[]): readonly string[] {
  const lines = sites.flatMap(({ sendsFromExpiry, lines: all }) =>
    all.filter(({ granted }) => granted > 0).map((line) => ({ ...line, sendsFromExpiry })),
  );
  const claims = lines.map((line, i) => ({
    source: sourceOf(now.definition, line),
    ordered: line.granted,
    packSize: 1,
    // In the order of the lines: all of them were promised.
    margin: i,
    firstExpiryDay: epochDayOf((line.sendsFromExpiry ?? '1970-01-01') as IsoDate),
    destination: (now.places.get(line.site) as PlaceRecord).country,
  }));
  return shareDepotInDetail(claims, depotStocks(now)).flatMap(({ granted }, i) => {
    const line = lines[i] as (typeof lines)[number];
    const lacking = line.granted - granted;
    if (lacking === 0) return [];
    const name = typeName(now.definition, line.kitType);
    return [`${line.depot} lacks ${lacking} of ${name} for ${line.site}.`];
  });
}
