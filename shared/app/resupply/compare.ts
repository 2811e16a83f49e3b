import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { OutputOf, ParsedInputOf } from '../../contracts/index.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import { summaryOfNights } from '../../engine/supply/resupply/nights/compare-nights.ts';
import type {
  ComparedSite,
  PlayedNights,
} from '../../engine/supply/resupply/nights/compare-nights.ts';
import type { NightRules } from '../../engine/supply/resupply/nights/simulate-site.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import { runCancelled } from '../design-lab/multicentre.ts';
import type { RunOptions } from '../design-lab/multicentre.ts';
import { doNotDaysAt } from '../queries/stock-cells.ts';
import { chunkCount } from '../simulation/chunking.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import { nightsInChunk } from './nights-job.ts';
import type { NightsQuestion } from './nights-job.ts';
import { calendarOf, chosenSites, effectiveAt, readFacts, startOf } from './propose-run.ts';
import type { KeyedContext, RunFacts, Site } from './propose-run.ts';
import { settingsInForce, settingsRefusal } from './settings.ts';

/** What is asked beside the nights themselves; the thread options are the host's. */
type Asked = Omit<ParsedInputOf<'resupply.compare'>, 'job'>;

/**
 * Reads all that a comparison needs: from then on the study is not touched. The first settings of a study are compared
 * with themselves.
 */
export function nightsQuestion(
  context: KeyedContext,
  input: Asked,
): Result<NightsQuestion, Refusal> {
  const inForce = settingsInForce(context.db);
  const before = readFacts(context, inForce.ok ? inForce.value.body.settings : input.settings);
  const wrong = settingsRefusal(before.definition, input.settings);
  if (wrong !== null) return err(wrong);
  const sites = chosenSites(before.definition, input.sites);
  if (!sites.ok) return sites;
  const after: RunFacts = { ...before, settings: input.settings };
  const { nights, replicates, seed } = input;
  return ok({
    sites: sites.value.map((site) => comparedSite({ before, after }, site, nights)),
    nights,
    replicates,
    seed,
  });
}

/** Plays the nights on the threads of the port. The same question gives the same answer on any number of them. */
export async function compareSettings(
  question: NightsQuestion,
  run: Pick<RunOptions, 'workers' | 'onProgress' | 'signal'>,
  port: SimulationPort,
): Promise<Result<OutputOf<'resupply.compare'>, Refusal>> {
  const { nights, replicates, seed } = question;
  const played: PlayedNights[] = [];
  const ending = await port.run({
    job: 'resupply-nights',
    parameters: question,
    chunks: chunkCount(replicates, nightsInChunk),
    workers: run.workers,
    accept: (result) => played.push(...(result as PlayedNights[])),
    ...(run.onProgress === undefined ? {} : { onProgress: run.onProgress }),
    signal: run.signal,
  });
  if (ending === 'cancelled') return err(runCancelled());
  const { sentByNight, ...estimates } = summaryOfNights(played);
  return ok({
    nights,
    replicates,
    seed,
    ...estimates,
    sentByNight: { before: [...sentByNight.before], after: [...sentByNight.after] },
  });
}

function comparedSite(
  facts: { readonly before: RunFacts; readonly after: RunFacts },
  site: Site,
  nights: number,
): ComparedSite {
  const { before } = facts;
  const place = before.places.get(site.id) as PlaceRecord;
  const types = before.definition.kitTypes.map((_, type) => type);
  const stocks = types.map((type) => before.stock.siteStock(place, type));
  return {
    before: rulesOf(before, site, place),
    after: rulesOf(facts.after, site, place),
    subjects: before.demand.subjects(place.id),
    begin: {
      today: before.stock.today(place),
      nights,
      shelf: types.map((type) => before.stock.shelf(place, type)),
      coming: stocks.map(({ inTransit, requested }) => inTransit + requested),
      freshLastDay: types.map((type) => freshLastDay(before, site, place, type)),
    },
  };
}

function rulesOf(facts: RunFacts, site: Site, place: PlaceRecord): NightRules {
  const effective = effectiveAt(facts, site);
  const [first] = effective;
  if (first === undefined) throw new Error('a study without kit types');
  const { values } = first;
  const stocks = effective.map((_, type) => ({ stock: facts.stock.siteStock(place, type) }));
  const { triggersAt, scope, pooling, demandOf, newSubjectsPerDay, dropoutPerDay } = values;
  return {
    rule: { triggersAt, scope, pooling },
    lines: effective.map(({ values: { levels, packSize, packRounding, initialStock } }) => ({
      levels,
      packSize,
      packRounding,
      initialStock,
    })),
    plan: { ...facts.demand.plan, dropoutPerDay },
    demandOf,
    newSubjectsPerDay,
    calendar: calendarOf(facts.settings, values.leadDays, site.country),
    start: startOf(facts, place, { initialOn: values.initialOn, lines: stocks }),
  };
}

/** Kits sent from now on are as the latest that the depot has; without any they do not end. */
function freshLastDay(facts: RunFacts, site: Site, place: PlaceRecord, type: number): number {
  const depot = facts.places.get(site.depot) as PlaceRecord;
  const latest = facts.stock
    .depotStock(depot, type)
    .findLast(({ notFor }) => notFor?.has(site.country) !== true);
  if (latest === undefined) return Infinity;
  const { days } = doNotDaysAt(facts.definition, place, 'dispense');
  return lastAllowedDay(latest.expiryDay, days, facts.definition.selection.isBoundaryDayAllowed);
}
