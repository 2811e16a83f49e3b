import type { Json } from '../../../base/canonical-json.ts';
import { addDays, epochDayOf, isoDateFromEpochDay } from '../../../base/iso-date.ts';
import type { IsoDate } from '../../../base/iso-date.ts';
import { ok } from '../../../base/result.ts';
import type { ForecastScenarioInput } from '../../../contracts/forecast-scenario.ts';
import { defaultResupply, effectiveResupply } from '../../../domain/stock/resupply-settings.ts';
import type { ResupplySettings } from '../../../domain/stock/resupply-settings.ts';
import type { StudyDefinition } from '../../../domain/study/study-definition.ts';
import { allPlaces } from '../../../store/queries/places.ts';
import {
  openRequests,
  resupplySettings,
  suppliedPlaces,
} from '../../../store/queries/resupply-facts.ts';
import type { QueryContext, QueryHandler } from '../../handlers.ts';
import type { KitTypeLine } from '../../kit-type-lines.ts';
import { openSecret } from '../../open-secret.ts';
import type { Sealer } from '../../ports.ts';
import { stockSource } from '../../queries/stock-cells.ts';
import { requireSealer } from '../../require-sealer.ts';
import { demandFacts, planOf } from '../../resupply/demand-facts.ts';
import { depotDay } from '../../resupply/due-run.ts';
import { closedCountries } from '../../resupply/closed-countries.ts';
import { carriedOver } from './carried-over.ts';
import type { CarriedOver } from './carried-over.ts';
import { sitePasts } from './site-past.ts';
import type { LiveSitePast } from './site-past.ts';
import { studyRandomization } from './study-randomization.ts';
import { StudyLots } from './study-stock.ts';
import type { NamedKits } from './study-stock.ts';

type Keyed = QueryContext & { readonly sealer: Sealer };
type Site = ForecastScenarioInput['sites'][number];

/** Something that the study does not state. */
interface Assumed {
  readonly path: string;
  readonly message: string;
}

/** Planned sites are assumed to open within this many days. */
const OPENING = { from: 30, to: 120 } as const;

/** The scenario of the study as it stands, with what had to be assumed. */
export const studyScenario: QueryHandler<'forecast.scenario'> = (context, input) => {
  const keyed: Keyed = { ...context, sealer: requireSealer(context) };
  const made = new LiveScenario(keyed);
  const scenario = made.scenario(input.name, input.horizonDays);
  // What is absent must be absent from the file as well.
  return ok({
    scenario: JSON.parse(JSON.stringify(scenario)) as Json as never,
    assumed: [...made.assumed],
  });
};

class LiveScenario {
  readonly assumed: Assumed[] = [];
  private readonly context: Keyed;
  private readonly definition: StudyDefinition;
  private readonly settings: ResupplySettings;
  private readonly start: IsoDate;
  private readonly lots: StudyLots;
  private readonly pasts: ReadonlyMap<string, LiveSitePast>;
  private readonly places: ReturnType<typeof allPlaces>;
  private readonly carried: CarriedOver | null;

  constructor(context: Keyed) {
    const source = stockSource(context);
    const inForce = resupplySettings<ResupplySettings>(context.db);
    this.context = context;
    this.definition = source.definition;
    this.start = depotDay(context);
    this.places = allPlaces(context.db);
    this.lots = new StudyLots(
      source,
      this.start,
      new Map(this.places.map((place) => [place.code, place])),
      closedCountries(context.db, source.definition),
    );
    this.pasts = new Map(sitePasts(context.db).map((past) => [past.code, past]));
    this.settings = inForce?.body.settings ?? defaultResupply;
    this.carried = carriedOver(context);
    if (inForce === null) {
      this.assume('resupply', 'No resupply settings are in force: those of a first draft.');
    }
  }

  private assume(path: string, message: string): void {
    this.assumed.push({ path, message });
  }

  scenario(name: string | undefined, horizonDays: number): ForecastScenarioInput {
    const { definition, start, settings } = this;
    const sites = this.sites();
    this.ensureLots();
    if (this.carried !== null) {
      const { from } = this.carried;
      this.assume('costs', `Costs, transports and visit habits are those of “${from}”, kept last.`);
    }
    return {
      format: 'cachet-forecast/1',
      name: name ?? `${definition.protocol.number} from ${start}`,
      start,
      horizonDays,
      recruitment: this.recruitment(),
      randomization: this.randomization(),
      arms: definition.arms.map(({ id, ratio }) => ({ id, ratio })),
      ...this.schedule(),
      kitTypes: definition.kitTypes.map(({ id }) => ({ id, cost: this.carried?.costOf(id) })),
      ...this.carried?.parts,
      subjects: this.subjects(),
      depots: definition.depots.map(({ id }) => ({ id })),
      sites,
      lots: this.lots.lots,
      selection: selectionOf(definition),
      resupply: settings as unknown as ForecastScenarioInput['resupply'],
    };
  }

  private recruitment(): ForecastScenarioInput['recruitment'] {
    const pasts = [...this.pasts.values()];
    const randomized = pasts.reduce((sum, { subjects }) => sum + subjects.length, 0);
    const failed = pasts.reduce((sum, one) => sum + one.failed, 0);
    const today = epochDayOf(this.start);
    const open = pasts.filter(({ opened }) => opened < today);
    const days = open.reduce((sum, { opened }) => sum + today - opened, 0);
    const mean = days === 0 ? 0.03 : (randomized + failed) / days;
    const fitRate = open.length >= 2;
    if (!fitRate) {
      this.assume('recruitment.rate', 'Fewer than two sites have recruited: a rate of experience.');
    }
    return {
      target: Math.max(0, this.definition.plannedSubjects - randomized),
      goesOn: true,
      rate: { mean: mean === 0 ? 0.03 : mean, cv: 0.8 },
      fitRate,
      screening: { failure: Math.min(0.95, failed / Math.max(1, failed + randomized)), days: 0 },
    };
  }

  private randomization(): ForecastScenarioInput['randomization'] {
    const { randomization, assumed } = studyRandomization(this.context, this.definition);
    this.assume('randomization', assumed);
    return randomization;
  }

  private schedule(): Pick<ForecastScenarioInput, 'visits' | 'dispensing'> {
    const { definition } = this;
    const known = planOf(definition).visits;
    const first = definition.visits.find(({ id }) => id === known[0])?.day ?? 0;
    const visits = known.flatMap((id) => definition.visits.filter((visit) => visit.id === id));
    return {
      visits: visits.map(({ id, day, windowBefore, windowAfter }) => ({
        id,
        day: day - first,
        windowBefore,
        windowAfter,
      })),
      dispensing: definition.visitKits
        .filter(({ visit }) => known.includes(visit))
        .map(({ visit, arm, kits }) => ({
          visits: [visit],
          arm,
          kits: kits.map(({ kitType, count }) => ({ kitType, count })),
        })),
    };
  }

  private subjects(): ForecastScenarioInput['subjects'] {
    const demand = demandFacts(this.context, this.definition);
    const visits = planOf(this.definition).visits;
    this.assume('subjects.dropoutPerDay', 'The hazard that the resupply settings reckon with.');
    const present = this.places.flatMap(({ id, code }) =>
      demand.subjects(id).map(({ randomizedDay, arm, nextVisit }) => ({
        site: code,
        arm: this.definition.arms[arm]?.id as string,
        randomized: earlier(isoDateFromEpochDay(randomizedDay), this.start),
        nextVisit: visits[nextVisit] ?? null,
      })),
    );
    const { dropoutPerDay } = this.settings.study;
    return { ...this.carried?.subjects, dropoutPerDay, present };
  }

  private sites(): Site[] {
    const supplied = suppliedPlaces(this.context.db);
    const promised = this.promisedKits();
    if (this.definition.sites.some(({ id }) => this.pasts.get(id)?.status === 'planned')) {
      const { from, to } = OPENING;
      this.assume('sites.activation', `Planned sites open within ${from} to ${to} days.`);
    }
    return this.definition.sites.map((site) => {
      const place = this.places.find(({ code }) => code === site.id);
      const { stock, inTransit } = this.lots.holdingOf(site);
      const at = { region: site.region, country: site.country, site: site.id, kitType: '' };
      const { leadDays } = effectiveResupply(this.settings, at).values;
      const arrives = addDays(this.start, leadDays);
      return {
        id: site.id,
        region: site.region,
        country: site.country,
        depot: site.depot,
        ...this.opening(site.id),
        isSupplied: place !== undefined && supplied.has(place.id),
        stock: [...stock],
        inTransit: [...inTransit, ...(promised.get(site.id) ?? [])].map((one) => ({
          ...one,
          arrives,
        })),
      };
    });
  }

  /** Whether and since when a site is open, and what it has recruited. */
  private opening(
    code: string,
  ): Pick<Site, 'activation' | 'history' | 'isClosed' | 'suppliedDaysBefore'> {
    const past = this.pasts.get(code);
    const today = epochDayOf(this.start);
    if (past === undefined || past.opened > today) {
      const [from, to] = [addDays(this.start, OPENING.from), addDays(this.start, OPENING.to)];
      return { activation: { from, to }, isClosed: past?.status === 'closed' };
    }
    return {
      activation: { on: isoDateFromEpochDay(past.opened) },
      suppliedDaysBefore: 0,
      isClosed: past.status !== 'active',
      history: { screened: past.subjects.length + past.failed, days: today - past.opened },
    };
  }

  /** Kits asked for and not yet on the way, out of the lots of their depots, by site. */
  private promisedKits(): ReadonlyMap<string, readonly NamedKits[]> {
    const { context, places } = this;
    const codeOf = new Map(places.map(({ id, code }) => [id, code]));
    const bySite = new Map<string, NamedKits[]>();
    for (const request of openRequests(context.db)) {
      if (request.isSealed !== 1) continue;
      const secret = openSecret(context.db, context.sealer, request.entry);
      const { lines } = secret as unknown as { lines: readonly KitTypeLine[] };
      const to = codeOf.get(request.toId) as string;
      const country = this.definition.sites.find(({ id }) => id === to)?.country ?? '';
      const from = codeOf.get(request.fromId) as string;
      for (const { kitType, count } of lines) {
        bySite.set(to, [
          ...(bySite.get(to) ?? []),
          ...this.lots.promise(from, kitType, count, country),
        ]);
      }
    }
    return bySite;
  }

  /** Depots that lack a kit type altogether get a lot of no kits, so that the forecast can say when it is missed. */
  private ensureLots(): void {
    const needed = new Set(
      this.definition.visitKits.flatMap(({ kits }) => kits.map(({ kitType }) => kitType as string)),
    );
    for (const depot of new Set(this.definition.sites.map((site) => site.depot as string))) {
      for (const kitType of needed) {
        if (this.lots.ensure(depot, kitType)) {
          this.assume('lots', `${depot} has no kits of ${kitType}: a lot of none stands for it.`);
        }
      }
    }
  }
}

const earlier = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);

const selectionOf = ({
  selection,
  visits,
}: StudyDefinition): ForecastScenarioInput['selection'] => ({
  ...selection.study,
  isBoundaryDayAllowed: selection.isBoundaryDayAllowed,
  countries: selection.overrides.countries.map((row) => ({ ...row })),
  sites: selection.overrides.sites.map((row) => ({ ...row })),
  visits: selection.overrides.visits.flatMap(({ visit, doNotDispense }) =>
    doNotDispense === undefined || !visits.some(({ id }) => id === visit)
      ? []
      : [{ visit, doNotDispense }],
  ),
});
