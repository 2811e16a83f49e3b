import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import type { RecruitingSite, RecruitmentModel } from '../../engine/forecast/model.ts';
import { fitGammaRates } from '../../engine/recruitment/empirical-bayes.ts';
import type { GammaRates } from '../../engine/recruitment/empirical-bayes.ts';
import type { NamedSite, ScenarioSite } from './scenario-sites.ts';

type Rate = ForecastScenario['recruitment']['rate'];

/** A cap that never binds. */
export const NO_CAP = 1_000_000_000;

export const dayIn = (scenario: Pick<ForecastScenario, 'start'>, date: string): number =>
  epochDayOf(date as IsoDate) - epochDayOf(scenario.start as IsoDate);

/** Below, sites are as good as equal, and the square of its inverse is beyond what a gamma variate can be drawn from. */
const EQUAL = 1e-6;

/** Mean and coefficient of variation as parameters of the gamma distribution; infinite alpha for equal rates. */
export function gammaOf(rate: Rate): GammaRates {
  if ('alpha' in rate) return rate;
  if (rate.cv < EQUAL) return { alpha: Infinity, beta: 1 / rate.mean };
  const alpha = 1 / rate.cv ** 2;
  return { alpha, beta: alpha / rate.mean };
}

/** Days open so far, weighted with the decay of the rate. */
export const exposureOf = (days: number, decayPerDay: number): number =>
  decayPerDay === 0 ? days : -Math.expm1(-decayPerDay * days) / decayPerDay;

/** The distribution of rates between sites: as written, or fitted to the history of the sites. */
export function ratesOf(
  { recruitment }: ForecastScenario,
  sites: readonly NamedSite[],
): GammaRates {
  if (!recruitment.fitRate) return gammaOf(recruitment.rate);
  const seen = sites.flatMap(({ site: { history } }) =>
    history === undefined || history.days === 0
      ? []
      : [{ events: history.screened, exposure: exposureOf(history.days, recruitment.decayPerDay) }],
  );
  return fitGammaRates(seen);
}

/** Recruitment in the numbers of the engine. */
export function compileRecruitment(
  scenario: ForecastScenario,
  sites: readonly NamedSite[],
  regions: readonly string[],
): RecruitmentModel {
  const { recruitment } = scenario;
  const prior = ratesOf(scenario, sites);
  const limits = limitsOf(scenario, sites);
  return {
    target: recruitment.target,
    isEven: recruitment.arrivals === 'even',
    decayPerDay: recruitment.decayPerDay,
    screeningFailure: recruitment.screening.failure,
    screeningDays: recruitment.screening.days,
    ...(recruitment.goesOn ? { goesOn: true } : {}),
    regionMaximum: regions.map(
      (name) => recruitment.regionCaps.find(({ region }) => region === name)?.maximum ?? NO_CAP,
    ),
    sites: sites.map(({ name, site }, i) => ({
      region: regions.indexOf(site.region),
      activation: activationOf(scenario, site),
      ...posterior(
        site.rate === undefined ? prior : gammaOf(site.rate),
        site,
        recruitment.decayPerDay,
      ),
      ...(limits[i] as Pick<RecruitingSite, 'minimum' | 'maximum'>),
      pauses: pausesOf(scenario, name),
      isClosed: site.isClosed,
    })),
  };
}

/** Gamma rates after what a site has done: Gamma(alpha + n, beta + v). */
function posterior(
  { alpha, beta }: GammaRates,
  { history }: ScenarioSite,
  decay: number,
): GammaRates {
  if (history === undefined || alpha === Infinity) return { alpha, beta };
  return { alpha: alpha + history.screened, beta: beta + exposureOf(history.days, decay) };
}

function activationOf(
  scenario: ForecastScenario,
  { activation }: ScenarioSite,
): RecruitingSite['activation'] {
  if ('on' in activation) {
    const day = dayIn(scenario, activation.on);
    return { from: day, to: day, alpha: 1, beta: 1 };
  }
  const shape = activation.shape ?? { alpha: 1, beta: 1 };
  return { from: dayIn(scenario, activation.from), to: dayIn(scenario, activation.to), ...shape };
}

/** What each site must and may still randomize. */
function limitsOf(
  { recruitment }: ForecastScenario,
  sites: readonly NamedSite[],
): readonly Pick<RecruitingSite, 'minimum' | 'maximum'>[] {
  const { policy, target } = recruitment;
  const open = sites.filter(({ site }) => !site.isClosed);
  return sites.map((one) => {
    const { site } = one;
    if (site.isClosed) return { minimum: 0, maximum: 0 };
    if (policy.kind === 'balanced') {
      const quota =
        Math.floor(target / open.length) + (open.indexOf(one) < target % open.length ? 1 : 0);
      return { minimum: quota, maximum: quota };
    }
    const own = policy.kind === 'restricted' ? policy : { minimum: 0, maximum: NO_CAP };
    return { minimum: site.minimum ?? own.minimum, maximum: site.maximum ?? own.maximum };
  });
}

/** Pauses of a site from the start on, ascending; those that touch are one. Null for a site that has no name yet. */
export function pausesOf(
  scenario: ForecastScenario,
  name: string | null,
): readonly (readonly [number, number])[] {
  const merged: [number, number][] = [];
  const own = scenario.recruitment.pauses
    .filter(({ sites }) => sites === undefined || (name !== null && sites.includes(name)))
    .map(({ from, to }): [number, number] => [
      Math.max(0, dayIn(scenario, from)),
      dayIn(scenario, to),
    ])
    .filter(([from, to]) => to > from)
    .toSorted((a, b) => a[0] - b[0]);
  for (const [from, to] of own) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
