import type {
  StratificationFactor,
  StudyDefinition,
} from '../../../shared/domain/study/study-definition.ts';
import { gamma } from '../../../shared/engine/prng/simulation/variates.ts';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';

/** Something that a person of the demonstration does, `day` days (with fraction) after the start. */
export type PlannedStep =
  | { readonly kind: 'open-site'; readonly day: number; readonly site: string }
  | { readonly kind: 'resupply'; readonly day: number }
  | {
      readonly kind: 'randomize';
      readonly day: number;
      readonly site: string;
      readonly subject: string;
      readonly factors: { readonly [factor: string]: string };
    }
  | {
      readonly kind: 'visit';
      readonly day: number;
      readonly subject: string;
      readonly visit: string;
    };

/** Recruitment of the published scenario 2: rates Gamma(1.2, 58) per day, sites open over the first 122 days. */
const recruitment = { shape: 1.2, rate: 58, activationDays: 122 } as const;
/** The demonstration is the same study every time. */
const seed = 20_261;

interface Arrival {
  readonly day: number;
  readonly site: string;
}

/** What happens in the first `days` days of the study, in order of time. */
export function planDemonstration(
  definition: StudyDefinition,
  days: number,
): readonly PlannedStep[] {
  const random = new Xoshiro().startReplicate(seed, 0, 0);
  const opened = definition.sites.map(({ id }, i) => ({
    site: id as string,
    day: i === 0 ? 1 : uniform(random) * Math.min(recruitment.activationDays, days / 2),
    rate: gamma(random, recruitment.shape, recruitment.rate),
  }));
  const arrivals = opened
    .flatMap((site) => arrivalsAt(random, site, days))
    .sort((a, b) => a.day - b.day)
    .slice(0, definition.plannedSubjects);
  const numbers = new Map<string, number>();
  const steps: PlannedStep[] = opened.map(({ site, day }) => ({ kind: 'open-site', day, site }));
  for (let day = 7.25; day < days; day += 7) steps.push({ kind: 'resupply', day });
  for (const arrival of arrivals) {
    const number = (numbers.get(arrival.site) ?? 0) + 1;
    numbers.set(arrival.site, number);
    const subject = `${arrival.site}-${String(number).padStart(3, '0')}`;
    steps.push(...subjectSteps({ random, definition, arrival, subject, days }));
  }
  return steps.sort((a, b) => a.day - b.day);
}

function arrivalsAt(
  random: Xoshiro,
  site: { readonly site: string; readonly day: number; readonly rate: number },
  days: number,
): Arrival[] {
  const arrivals: Arrival[] = [];
  // A few days pass between opening a site and its first subject, so that its first kits are there.
  let day = site.day + 6;
  for (;;) {
    day += -Math.log(uniform(random)) / site.rate;
    if (day >= days - 0.2) return arrivals;
    arrivals.push({ site: site.site, day: inOfficeHours(random, day) });
  }
}

const inOfficeHours = (random: Xoshiro, day: number): number =>
  Math.floor(day) + (8 + uniform(random) * 8) / 24;

interface SubjectPlan {
  readonly random: Xoshiro;
  readonly definition: StudyDefinition;
  readonly arrival: Arrival;
  readonly subject: string;
  readonly days: number;
}

function subjectSteps(plan: SubjectPlan): PlannedStep[] {
  const { random, definition, arrival, subject, days } = plan;
  const factors = Object.fromEntries(
    definition.factors.map((factor) => [factor.id, valueOf(random, factor)]),
  );
  const steps: PlannedStep[] = [
    { kind: 'randomize', day: arrival.day, site: arrival.site, subject, factors },
  ];
  const withKits = new Set(definition.visitKits.map(({ visit }) => visit));
  for (const visit of definition.visits) {
    if (visit.isRandomization || visit.day <= 0 || !withKits.has(visit.id)) continue;
    if (uniform(random) < 0.03) break;
    const shift = Math.round((uniform(random) * 2 - 1) * Math.min(visit.windowAfter, 2));
    const day = inOfficeHours(random, Math.floor(arrival.day) + visit.day + shift);
    if (day < days - 0.2) steps.push({ kind: 'visit', day, subject, visit: visit.id });
  }
  return steps;
}

function valueOf(random: Xoshiro, factor: StratificationFactor): string {
  if (factor.kind === 'number') {
    const low = Math.max(factor.minimum, 30);
    const high = Math.min(factor.maximum, 82);
    return String(Math.round(low + uniform(random) * (high - low)));
  }
  if (factor.kind === 'level') {
    const level = factor.levels[Math.floor(uniform(random) * factor.levels.length)];
    return level?.id ?? '';
  }
  return '1970-06-15';
}
