import { uniform } from '../../prng/simulation/xoshiro.ts';
import type { WordSource } from '../../prng/simulation/xoshiro.ts';
import { kitsAt } from './leak-scenario.ts';
import type { LeakScenario } from './leak-scenario.ts';
import { SiteBelief } from './site-belief.ts';

/** A kit as the site sees it. */
export interface SeenKit {
  readonly shipment: number;
  /** Order of the printed numbers; says nothing about types. */
  readonly rank: number;
  /** The printed lot; a name without meaning to the site. */
  readonly lot: number;
}

/** What happens at a site, in order. Shipments and kits are indexes. */
export type SiteEvent =
  | { readonly kind: 'arrival' }
  | {
      readonly kind: 'visit';
      readonly subject: number;
      readonly visit: number;
      /** Empty when there were not enough kits and the subject went without. */
      readonly kits: readonly number[];
    }
  | { readonly kind: 'run'; readonly day: number; readonly sent: number | null };

/** Everything that a site sees of its supply. The first shipment is the initial stock. */
export interface SiteHistory {
  readonly scenario: LeakScenario;
  readonly kits: readonly SeenKit[];
  /** Kits of each shipment. */
  readonly shipments: readonly (readonly number[])[];
  readonly events: readonly SiteEvent[];
}

/** The world behind a history: types of kits, which the site does not see. */
class SiteWorld {
  readonly belief: SiteBelief;
  readonly kits: SeenKit[] = [];
  readonly types: number[] = [];
  readonly used = new Set<number>();
  readonly shipments: number[][] = [];
  readonly arrivals: number[] = [];
  readonly events: SiteEvent[] = [];
  /** Whether a run could do anything else than the one before it. */
  private isChanged = true;
  private readonly scenario: LeakScenario;
  private readonly source: WordSource;

  constructor(scenario: LeakScenario, source: WordSource) {
    this.scenario = scenario;
    this.source = source;
    this.belief = new SiteBelief(scenario);
  }

  send(content: readonly number[], arrival: number): void {
    const shipment = this.shipments.length;
    const box: number[] = [];
    content.forEach((count, kitType) => {
      for (let i = 0; i < count; i += 1) {
        box.push(this.kits.length);
        const lot = this.scenario.lots === 'shared' ? 0 : kitType;
        this.kits.push({ shipment, rank: uniform(this.source), lot });
        this.types.push(kitType);
      }
    });
    this.shipments.push(box);
    this.arrivals.push(arrival);
    this.belief.left.push(...content);
  }

  morning(day: number): void {
    while ((this.arrivals[this.belief.arrived] ?? Infinity) <= day) {
      this.belief.arrived += 1;
      this.events.push({ kind: 'arrival' });
    }
  }

  visit(subject: number, visit: number, arm: number): void {
    this.belief.arms[subject] = arm;
    const { kitType, count } = kitsAt(this.scenario, visit, arm);
    const kits = this.belief.onHand(kitType) < count ? [] : this.takeKits(kitType, count);
    this.belief.visitsOver[subject] = visit + 1;
    this.events.push({ kind: 'visit', subject, visit, kits });
    this.isChanged = true;
  }

  private takeKits(kitType: number, count: number): readonly number[] {
    const { firstUsed, tie } = this.scenario;
    const usable = this.shipments
      .slice(0, this.belief.arrived)
      .flat()
      .filter((kit) => this.types[kit] === kitType && !this.used.has(kit))
      .map((kit) => ({
        kit,
        shipment: firstUsed === 'any' ? 0 : (this.kits[kit]?.shipment as number),
        order: tie === 'lowest-number' ? (this.kits[kit]?.rank as number) : uniform(this.source),
      }))
      .sort((a, b) => a.shipment - b.shipment || a.order - b.order);
    return usable.slice(0, count).map(({ kit }) => {
      this.used.add(kit);
      this.belief.take(this.kits[kit]?.shipment as number, kitType);
      return kit;
    });
  }

  night(day: number): void {
    const isFixed = this.scenario.lines.every(({ levels }) => levels.kind === 'min-max');
    if (isFixed && !this.isChanged) return;
    const content = this.belief.proposal(day, 'running');
    const isSent = content.some((count) => count > 0);
    this.events.push({ kind: 'run', day, sent: isSent ? this.shipments.length : null });
    if (isSent) this.send(content, day + this.scenario.leadDays);
    this.isChanged = isSent;
  }
}

/** What a site with these arms would see. Runs that could only repeat the one before are left out. */
export function siteHistory(
  scenario: LeakScenario,
  arms: ArrayLike<number>,
  source: WordSource,
): SiteHistory {
  const world = new SiteWorld(scenario, source);
  world.send(world.belief.proposal(-1, 'initial'), 0);
  const visits = visitsByDay(scenario);
  const lastDay = Math.max(...visits.keys());
  for (let day = 0; day <= lastDay; day += 1) {
    world.morning(day);
    for (const { subject, visit } of visits.get(day) ?? []) {
      world.visit(subject, visit, arms[subject] as number);
    }
    if (day % scenario.daysBetweenRuns === 0) world.night(day);
  }
  return { scenario, kits: world.kits, shipments: world.shipments, events: world.events };
}

function visitsByDay({
  subjects,
  visitDays,
  daysBetweenSubjects,
}: LeakScenario): ReadonlyMap<number, readonly { subject: number; visit: number }[]> {
  const byDay = new Map<number, { subject: number; visit: number }[]>();
  for (let subject = 0; subject < subjects; subject += 1) {
    visitDays.forEach((after, visit) => {
      const day = subject * daysBetweenSubjects + after;
      byDay.set(day, [...(byDay.get(day) ?? []), { subject, visit }]);
    });
  }
  return byDay;
}
