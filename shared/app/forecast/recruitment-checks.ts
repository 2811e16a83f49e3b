import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import type { ForecastModel, RecruitingSite } from '../../engine/forecast/model.ts';

/** Standard deviations above the mean beyond which a number of subjects counts as out of reach. */
const OUT_OF_REACH = 6;

const cannotFinish = (because: string, next: string): Refusal =>
  refusal('recruitment-cannot-finish', `Recruitment cannot finish: ${because}.`, next);

const minimumAbove = (because: string): Refusal =>
  refusal(
    'recruitment-minimum-too-high',
    `The minimum numbers of the sites cannot be met: ${because}.`,
    'Lower the minimum of the sites, or raise recruitment.target or the cap.',
  );

/** Why no replicate, or hardly one, could reach the target within the horizon; null when it can. */
export function recruitmentRefusal(
  scenario: ForecastScenario,
  { recruitment, horizon, startDay }: ForecastModel,
): Refusal | null {
  const { target, sites, regionMaximum } = recruitment;
  if (target === 0) return null;
  const open = sites.filter(({ isClosed }) => !isClosed);
  const owed = sum(open.map(({ minimum }) => minimum));
  if (owed > target) return minimumAbove(`they add up to ${owed}, the target is ${target}`);
  const inRegion = regionMaximum.map((_, r) => open.filter(({ region }) => region === r));
  const tight = inRegion.findIndex(
    (ones, r) => sum(ones.map(({ minimum }) => minimum)) > (regionMaximum[r] as number),
  );
  if (tight >= 0) return minimumAbove(`a region may randomize at most ${regionMaximum[tight]}`);
  if (scenario.recruitment.goesOn) return null;
  const room = sum(
    inRegion.map((ones, r) =>
      Math.min(regionMaximum[r] as number, sum(ones.map(({ maximum }) => maximum))),
    ),
  );
  if (room < target) {
    return cannotFinish(
      `the caps of sites and regions leave room for ${room} subjects, the target (recruitment.target) is ${target}`,
      'Raise the caps, open further sites or lower recruitment.target.',
    );
  }
  return outOfReach(scenario, open, { horizon, startDay, target, regionMaximum });
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

function outOfReach(
  { recruitment }: ForecastScenario,
  sites: readonly RecruitingSite[],
  run: {
    readonly horizon: number;
    readonly startDay: number;
    readonly target: number;
    readonly regionMaximum: readonly number[];
  },
): Refusal | null {
  const { screening, decayPerDay } = recruitment;
  const expected = sites.map((site) => {
    const mean = site.alpha === Infinity ? 1 / site.beta : site.alpha / site.beta;
    return (
      mean * (1 - screening.failure) * openDays(site, run.horizon - screening.days, decayPerDay)
    );
  });
  const mean = sum(
    run.regionMaximum.map((most, r) =>
      Math.min(
        most,
        sum(
          expected.map((one, i) => (sites[i]?.region === r ? Math.min(one, sites[i].maximum) : 0)),
        ),
      ),
    ),
  );
  const variance = sum(expected.map((one, i) => one + one ** 2 / (sites[i]?.alpha ?? 1)));
  if (mean + OUT_OF_REACH * Math.sqrt(variance) >= run.target) return null;
  const end = isoDateFromEpochDay(run.startDay + run.horizon - 1);
  return cannotFinish(
    `the sites randomize about ${mean.toFixed(1)} subjects until ${end} (recruitment.rate, sites.activation, caps, horizonDays), the target is ${run.target}`,
    'Raise the rates, open sites earlier or more of them, lower recruitment.target or lengthen horizonDays.',
  );
}

/** Days open until `end`, each weighted with what is left of the rate; from the earliest opening on. */
function openDays(
  { activation, pauses }: RecruitingSite,
  end: number,
  decayPerDay: number,
): number {
  const from = Math.min(activation.from, end);
  const paused = sum(pauses.map(([a, b]) => Math.max(0, Math.min(b, end) - Math.max(a, from, 0))));
  const before = Math.max(0, -from);
  const days = Math.max(0, end - Math.max(0, from) - paused);
  if (decayPerDay === 0) return days;
  return (Math.exp(-decayPerDay * before) * -Math.expm1(-decayPerDay * days)) / decayPerDay;
}
