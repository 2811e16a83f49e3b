import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Assessment, ExposedGroup, StoredProfile } from '../../contracts/cold-chain-parts.ts';
import type { RecordedLeg } from '../../ledger/cold-chain-events.ts';
import { assessExcursion } from '../../engine/temperature/assess-excursion.ts';
import type { ExcursionAnswer } from '../../engine/temperature/assess-excursion.ts';
import type { Spans } from '../../engine/temperature/attribution.ts';
import { degreesCelsius } from '../../engine/temperature/centi-celsius.ts';
import { windowsLeft } from '../../engine/temperature/clip-spans.ts';
import type { TimeWindow } from '../../engine/temperature/clip-spans.ts';
import { remainingSeconds } from '../../engine/temperature/excursion-tier.ts';
import { defaultActivation } from '../../engine/temperature/mean-kinetic.ts';
import { budgetUse } from '../../engine/temperature/stability-budget.ts';
import { labelRange } from '../../engine/temperature/stability-profile.ts';
import { staysOutside } from '../../engine/temperature/stays.ts';
import type { LegRecord } from '../../store/queries/kit-legs.ts';
import type { LegReader } from './kit-life.ts';
import { noProfile, profileForLot } from './profiles.ts';
import { legSpans } from './readings.ts';
import type { KeptReadings } from './readings.ts';
import type { Watched, WatchedKit } from './watched-kits.ts';

export interface JudgedKits {
  readonly assessment: Assessment;
  readonly legs: readonly RecordedLeg[];
  readonly tier: 1 | 2 | 3;
}

interface Group {
  readonly profile: StoredProfile;
  readonly windows: readonly TimeWindow[];
  readonly earlier: readonly LegRecord[];
  readonly kits: string[];
}

const staysShown = 500;

/** A logger's own second import of the same time is charged once; two loggers in one box are charged both. */
function windowsOf(
  reader: LegReader,
  kit: WatchedKit,
  earlier: readonly LegRecord[],
  serial: string | null,
): readonly TimeWindow[] {
  const same = serial === null ? [] : earlier.filter((leg) => reader.serialOf(leg) === serial);
  return windowsLeft(kit.window, same);
}

export interface KitsToJudge {
  readonly readings: KeptReadings | null;
  readonly serial: string | null;
  readonly watched: Watched;
  readonly profiles: readonly StoredProfile[];
  /** Judgements without data that these readings take the place of: their legs count no longer. */
  readonly supersedes: readonly string[];
}

/** Kits that share profile, time and history are judged together. */
function groupsOf(
  reader: LegReader,
  { watched: { kits }, profiles, serial, supersedes }: KitsToJudge,
): Result<readonly Group[], Refusal> {
  const groups = new Map<string, Group>();
  const without = new Set<string>();
  for (const kit of kits) {
    const profile = profileForLot(profiles, kit.lot);
    if (profile === undefined) {
      without.add(kit.lot);
      continue;
    }
    const earlier = reader.legsOf(kit.id).filter((leg) => !supersedes.includes(leg.excursion));
    const windows = windowsOf(reader, kit, earlier, serial);
    if (windows.length === 0) continue;
    const history = earlier.map(({ id }) => id).join(',');
    const key = `${profile.profile}|${windows.map(({ from, to }) => `${from}-${to}`).join()}|${history}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { profile, windows, earlier, kits: [kit.number] });
    else known.kits.push(kit.number);
  }
  return without.size > 0 ? err(noProfile([...without])) : ok([...groups.values()]);
}

const joined = (parts: readonly Spans[]): Spans => {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return {
    seconds: Float64Array.from(parts.flatMap(({ seconds }) => [...seconds])),
    centi: Int32Array.from(parts.flatMap(({ centi }) => [...centi])),
    missing: Uint8Array.from(parts.flatMap(({ missing }) => [...missing])),
  };
};

const degrees = (centi: number | null): number | null =>
  centi === null ? null : degreesCelsius(centi);

function exposed(group: Group, answer: ExcursionAnswer, before: readonly number[]): ExposedGroup {
  const { profile, version } = group.profile;
  const { judgement, legUse } = answer;
  return {
    profile,
    version,
    from: (group.windows[0] as TimeWindow).from,
    to: (group.windows.at(-1) as TimeWindow).to,
    earlierLegs: group.earlier.length,
    tier: judgement.tier,
    reasons: [...judgement.reasons],
    bands: judgement.bands.map((band, i) => ({
      low: degreesCelsius(band.low),
      high: degreesCelsius(band.high),
      allowed: band.allowed,
      usedBefore: before[i] as number,
      usedHere: legUse.used[i] as number,
      missing: band.missing,
      remaining: band.remaining,
      longest: band.longest,
      longestAllowed: band.longestAllowed,
    })),
    belowSeconds: judgement.below,
    aboveSeconds: judgement.above,
    missingSeconds: legUse.missing,
    lowestC: degrees(legUse.lowest),
    highestC: degrees(legUse.highest),
    meanKineticC: answer.meanKinetic,
    worstDayC: answer.worstDay,
    worstThirtyDaysC: answer.worstThirtyDays,
    equivalentSeconds: answer.equivalentSeconds,
    remainingSeconds: remainingSeconds(judgement),
    kits: group.kits,
  };
}

function judgeGroup(reader: LegReader, readings: KeptReadings | null, group: Group): ExposedGroup {
  const { profile, windows, earlier } = group;
  const label = labelRange(profile);
  const leg = joined(windows.map((one) => legSpans(readings, one, profile.rule, label).spans));
  const start = (windows[0] as TimeWindow).from;
  const spansOf = (legs: readonly LegRecord[]) => legs.map((one) => reader.spansOf(one, profile));
  const before = spansOf(earlier.filter(({ from }) => from <= start));
  const after = spansOf(earlier.filter(({ from }) => from > start));
  const answer = assessExcursion({
    leg,
    profile,
    earlier: before,
    later: after,
    activation: { ...defaultActivation, energy: profile.activationEnergy },
  });
  return exposed(group, answer, budgetUse([...before, ...after], profile).used);
}

/** Stays outside the label range over the whole time watched, for the chart and the list. */
function staysOf(readings: KeptReadings | null, window: TimeWindow, profile: StoredProfile) {
  const { spans, startAt } = legSpans(readings, window, profile.rule, labelRange(profile));
  const stays = staysOutside(spans, startAt, profile);
  return stays.map(({ kind, band, from, to, extreme }) => ({
    kind,
    band,
    from,
    to,
    extremeC: degrees(extreme),
  }));
}

/**
 * Judges what a leg means for every kit that was there, together with all earlier legs of its life. Refuses
 * `no-storage-profile` where no profile is for a lot.
 */
export function judgeKits(reader: LegReader, given: KitsToJudge): Result<JudgedKits, Refusal> {
  const { readings, watched, profiles } = given;
  const groups = groupsOf(reader, given);
  if (!groups.ok) return groups;
  const shown = groups.value[0]?.profile ?? profiles.find(({ lots }) => lots === null);
  const profile = shown ?? profiles[0];
  if (profile === undefined) return err(noProfile([]));
  const stays = staysOf(readings, watched.window, profile);
  const judged = groups.value.map((group) => judgeGroup(reader, readings, group));
  const reserveOf = (i: number): number => (groups.value[i] as Group).profile.reserveSeconds;
  const isExcursion = stays.length > 0 || judged.some(({ tier }) => tier > 1);
  const legs = judged.map((group, i): RecordedLeg => ({
    windows: (groups.value[i] as Group).windows,
    profile: group.profile,
    version: group.version,
    kits: group.kits,
    remaining: group.remainingSeconds,
    isExhausted:
      isExcursion || (group.remainingSeconds !== null && group.remainingSeconds < reserveOf(i)),
  }));
  return ok({
    assessment: {
      ...watched.window,
      isExcursion,
      stays: stays.slice(0, staysShown),
      staysNotShown: Math.max(0, stays.length - staysShown),
      groups: judged,
    },
    legs,
    tier: judged.reduce<1 | 2 | 3>((worst, { tier }) => (tier > worst ? tier : worst), 1),
  });
}
