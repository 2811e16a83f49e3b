import { poisson } from '../../../prng/simulation/variates.ts';
import { uniform } from '../../../prng/simulation/xoshiro.ts';
import type { WordSource } from '../../../prng/simulation/xoshiro.ts';
import type { DemandPlan } from '../demand.ts';

/** A subject whose arm is known. */
export interface KnownSubject {
  readonly randomizedDay: number;
  readonly arm: number;
  readonly nextVisit: number;
}

export interface PathVisit {
  readonly day: number;
  /** Index into the subjects of the path. */
  readonly subject: number;
  readonly visit: number;
}

/** Who comes when at one site, whatever its supply: every rule is tried on the same path. */
export interface VisitPath {
  /** Those there are, then those to come. */
  readonly subjects: readonly (KnownSubject & { readonly lastDay: number })[];
  readonly visits: readonly PathVisit[];
}

export interface PathScope {
  readonly plan: DemandPlan;
  readonly today: number;
  readonly nights: number;
  readonly newSubjectsPerDay: number;
}

/** Draws the path of one site: new subjects are Poisson, visits uniform in their windows, stays exponential. */
export function drawVisitPath(
  scope: PathScope,
  present: readonly KnownSubject[],
  source: WordSource,
): VisitPath {
  const subjects = present.map((subject) => ({
    ...subject,
    lastDay: scope.today + stay(scope.plan.dropoutPerDay, source),
  }));
  for (let night = 0; night < scope.nights; night += 1) {
    const arrivals = poisson(source, scope.newSubjectsPerDay);
    for (let i = 0; i < arrivals; i += 1) {
      const randomizedDay = scope.today + night;
      const lastDay = randomizedDay + stay(scope.plan.dropoutPerDay, source);
      subjects.push({
        randomizedDay,
        arm: drawArm(scope.plan.ratio, source),
        nextVisit: 0,
        lastDay,
      });
    }
  }
  const visits = subjects.flatMap((one, subject) => visitsOf(scope, one, subject, source));
  return { subjects, visits: visits.sort((a, b) => a.day - b.day || a.subject - b.subject) };
}

const stay = (hazard: number, source: WordSource): number => {
  const u = uniform(source);
  return hazard === 0 ? Infinity : -Math.log(u) / hazard;
};

function drawArm(ratio: readonly number[], source: WordSource): number {
  let rest = uniform(source) * ratio.reduce((sum, weight) => sum + weight, 0);
  const arm = ratio.findIndex((weight) => (rest -= weight) < 0);
  return arm === -1 ? ratio.length - 1 : arm;
}

function visitsOf(
  { plan, today, nights }: PathScope,
  one: VisitPath['subjects'][number],
  subject: number,
  source: WordSource,
): readonly PathVisit[] {
  const visits: PathVisit[] = [];
  for (let visit = one.nextVisit; visit < plan.windowStart.length; visit += 1) {
    const u = uniform(source);
    const first = Math.max(today, one.randomizedDay + (plan.windowStart[visit] as number));
    const last = one.randomizedDay + (plan.windowEnd[visit] as number);
    const day = visit === 0 ? one.randomizedDay : first + Math.floor(u * (last - first + 1));
    if (last < today || day >= today + nights || day > one.lastDay) continue;
    visits.push({ day, subject, visit });
  }
  return visits;
}
