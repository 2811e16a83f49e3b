import { addDays, epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ForecastChange } from '../../contracts/forecast-change.ts';
import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import { readForecastScenario } from './read-scenario.ts';
import { varyScenario } from './vary-scenario.ts';

type Site = ForecastScenario['sites'][number];
type Rate = ForecastScenario['recruitment']['rate'];
type Of<K extends ForecastChange['kind']> = Extract<ForecastChange, { readonly kind: K }>;

/** The scenario with a planner's change under another name; refused when it could not be played. */
export function changeScenario(
  input: unknown,
  change: ForecastChange,
  name: string,
): Result<ForecastScenario, Refusal> {
  const read = readForecastScenario(input);
  if (!read.ok) return read;
  const changed = apply(read.value.scenario, change);
  if (!changed.ok) return changed;
  const scenario = { ...changed.value, name };
  const again = readForecastScenario(scenario);
  return again.ok ? ok(scenario) : again;
}

function apply(
  scenario: ForecastScenario,
  change: ForecastChange,
): Result<ForecastScenario, Refusal> {
  if (change.kind === 'sites') return moreSites(scenario, change);
  if (change.kind === 'campaigns') return otherCampaigns(scenario, change);
  return ok(
    change.kind === 'pace'
      ? otherPace(scenario, 1 + change.percent / 100)
      : varyScenario(scenario, change),
  );
}

/** Sites that open on a fixed day, with nothing done and nothing on their shelves. */
function moreSites(
  scenario: ForecastScenario,
  { count, opensAfter, like }: Of<'sites'>,
): Result<ForecastScenario, Refusal> {
  const { sites, start } = scenario;
  const model = sites.find(({ id }) => id === like);
  if (model === undefined) {
    return err(
      refusal(
        'forecast-change-unknown-site',
        `The scenario has no site “${like}”.`,
        'Choose one of its sites.',
      ),
    );
  }
  const { region, country, depot, rate, minimum, maximum, suppliedDaysBefore } = model;
  // Limits of a site that has begun are what is left of them; a new one has those of the policy.
  const isBegun = (model.history?.days ?? 0) > 0;
  const added: Site = {
    id: freeId(sites),
    count,
    region,
    country,
    depot,
    activation: { on: addDays(start as IsoDate, opensAfter) },
    ...(rate === undefined ? {} : { rate }),
    ...(isBegun || minimum === undefined ? {} : { minimum }),
    ...(isBegun || maximum === undefined ? {} : { maximum }),
    suppliedDaysBefore: Math.min(suppliedDaysBefore === 0 ? 14 : suppliedDaysBefore, opensAfter),
    isClosed: false,
    isSupplied: false,
    stock: [],
    inTransit: [],
  };
  return ok({ ...scenario, sites: [...sites, added] });
}

function freeId(sites: readonly Site[]): string {
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? 'NEW' : `NEW${n}`;
    if (!sites.some((site) => site.id === id || site.id.startsWith(`${id}-`))) return id;
  }
}

const fasterRate = (rate: Rate, factor: number): Rate =>
  'mean' in rate ? { ...rate, mean: rate.mean * factor } : { ...rate, beta: rate.beta / factor };

/**
 * All rates times a factor. The days of each history are divided by it: Gamma(α + n, (β + v)/factor) is the
 * distribution of the faster rates, given or fitted; nearly so where rates decay.
 */
function otherPace(scenario: ForecastScenario, factor: number): ForecastScenario {
  const { recruitment, sites } = scenario;
  return {
    ...scenario,
    recruitment: { ...recruitment, rate: fasterRate(recruitment.rate, factor) },
    sites: sites.map((site) => ({
      ...site,
      ...(site.rate === undefined ? {} : { rate: fasterRate(site.rate, factor) }),
      ...(site.history === undefined
        ? {}
        : { history: { ...site.history, days: Math.min(36_525, site.history.days / factor) } }),
    })),
  };
}

/** Lots that are released after the first day, later and of another size; their shelf life stays as long. */
function otherCampaigns(
  scenario: ForecastScenario,
  { days, percent }: Of<'campaigns'>,
): Result<ForecastScenario, Refusal> {
  const { lots, start } = scenario;
  if (!lots.some(({ release }) => release > start)) {
    return err(
      refusal(
        'forecast-change-no-campaign',
        'The scenario has no lot that is released after its first day.',
        'Add a planned campaign to the lots first.',
      ),
    );
  }
  const later = (day: string): string =>
    isoDateFromEpochDay(Math.max(epochDayOf(start as IsoDate), epochDayOf(day as IsoDate) + days));
  const changed = lots.map((lot) =>
    lot.release > start
      ? {
          ...lot,
          kits: Math.round(lot.kits * (1 + percent / 100)),
          release: later(lot.release),
          expiry: later(lot.expiry),
        }
      : lot,
  );
  return ok({ ...scenario, lots: changed });
}
