import { nextRunDay, transportDays } from '../calendar.ts';
import type { SupplyCalendar } from '../calendar.ts';
import { newSubjectDemand, subjectDemand } from '../demand.ts';
import type { DemandPlan } from '../demand.ts';
import { proposeSite } from '../propose-site.ts';
import type { LineDemand, LineInput, SiteStart } from '../propose-site.ts';
import type { LineRule, SiteRule } from '../resupply-rule.ts';
import type { VisitPath } from './visit-path.ts';

/** Kits of one last day of use. */
export interface ShelfKits {
  readonly lastDay: number;
  readonly kits: number;
}

/** Settings of one site as the nights are played with them. */
export interface NightRules {
  readonly rule: SiteRule;
  readonly lines: readonly LineRule[];
  readonly plan: DemandPlan;
  readonly demandOf: 'own-arm' | 'all-arms';
  readonly newSubjectsPerDay: number;
  readonly calendar: SupplyCalendar;
  readonly start: SiteStart;
}

/** What the site has at the beginning, by kit type. */
export interface NightStart {
  readonly today: number;
  readonly nights: number;
  readonly shelf: readonly (readonly ShelfKits[])[];
  /** Kits on the way or asked for; they arrive after one lead time. */
  readonly coming: readonly number[];
  /** Last day of use of kits sent from now on. */
  readonly freshLastDay: readonly number[];
}

/** Counts over the nights. Start + coming + shipped = used + expired + left. */
export interface NightFigures {
  readonly shipments: number;
  readonly shipped: number;
  readonly used: number;
  /** Visits without enough kits. */
  readonly missed: number;
  readonly expired: number;
  /** On the shelf or on the way at the end. */
  readonly left: number;
  /** Kits sent in each night. */
  readonly sentByNight: readonly number[];
}

interface Box {
  readonly day: number;
  readonly kits: readonly number[];
}

class NightSite {
  shipments = 0;
  shipped = 0;
  used = 0;
  missed = 0;
  expired = 0;
  readonly sentByNight: number[];
  private readonly shelf: { lastDay: number; kits: number }[][];
  private boxes: Box[];
  private readonly nextVisit: number[];
  private hasStarted: boolean;
  private readonly rules: NightRules;
  private readonly begin: NightStart;
  private readonly path: VisitPath;

  constructor(rules: NightRules, begin: NightStart, path: VisitPath) {
    this.rules = rules;
    this.begin = begin;
    this.path = path;
    this.sentByNight = Array.from({ length: begin.nights }, () => 0);
    this.shelf = begin.shelf.map((lots) => lots.map((lot) => ({ ...lot })));
    this.boxes = [{ day: begin.today + Math.max(1, rules.calendar.leadDays), kits: begin.coming }];
    this.nextVisit = path.subjects.map(({ nextVisit }) => nextVisit);
    this.hasStarted = rules.start === 'running';
  }

  morning(day: number): void {
    for (const { kits } of this.boxes.filter((box) => box.day <= day)) {
      kits.forEach((count, type) => {
        if (count === 0) return;
        this.hasStarted = true;
        this.shelf[type]?.push({ lastDay: this.begin.freshLastDay[type] ?? Infinity, kits: count });
        this.shelf[type]?.sort((a, b) => a.lastDay - b.lastDay);
      });
    }
    this.boxes = this.boxes.filter((box) => box.day > day);
  }

  visit(subject: number, visit: number): void {
    const arm = this.path.subjects[subject]?.arm ?? 0;
    const wanted = this.rules.plan.kits[visit]?.[arm] ?? [];
    this.nextVisit[subject] = visit + 1;
    if (wanted.some((count, type) => this.onHand(type) < count)) {
      this.missed += 1;
      return;
    }
    wanted.forEach((count, type) => this.take(type, count));
  }

  private take(type: number, count: number): void {
    let rest = count;
    for (const lot of this.shelf[type] ?? []) {
      const taken = Math.min(rest, lot.kits);
      lot.kits -= taken;
      rest -= taken;
    }
    this.used += count;
  }

  private onHand(type: number): number {
    return (this.shelf[type] ?? []).reduce((sum, { kits }) => sum + kits, 0);
  }

  private inTransit(type: number): number {
    return this.boxes.reduce((sum, { kits }) => sum + (kits[type] ?? 0), 0);
  }

  evening(day: number): void {
    for (const lots of this.shelf) {
      for (const lot of lots.filter(({ lastDay }) => lastDay <= day)) {
        this.expired += lot.kits;
        lot.kits = 0;
      }
    }
    if (nextRunDay(this.rules.calendar, day) === day) this.run(day);
  }

  private run(day: number): void {
    const lines = this.rules.lines.map((rule, type): LineInput => {
      const stock = { onHand: this.onHand(type), inTransit: this.inTransit(type), requested: 0 };
      return { rule, stock, demand: this.demand(day + 1, rule, type) };
    });
    const start =
      this.rules.start === 'waiting' ? 'waiting' : this.hasStarted ? 'running' : 'initial';
    const kits = proposeSite({ rule: this.rules.rule, start, lines }).map(({ ordered }) => ordered);
    const total = kits.reduce((sum, count) => sum + count, 0);
    const way = transportDays(this.rules.calendar, { day, minute: 0 });
    if (total === 0 || way === null) return;
    this.shipments += 1;
    this.shipped += total;
    this.sentByNight[day - this.begin.today] = total;
    this.boxes.push({ day: Math.max(day + 1, way.arrival), kits });
  }

  private demand(today: number, { levels }: LineRule, type: number): LineDemand {
    if (levels.kind === 'min-max') return { triggerMilli: 0, resupplyMilli: 0 };
    const { plan, newSubjectsPerDay, demandOf } = this.rules;
    const expected = (days: number): number => {
      let total = newSubjectDemand(plan, newSubjectsPerDay, type, days);
      this.path.subjects.forEach(({ randomizedDay, arm, lastDay }, subject) => {
        if (randomizedDay >= today || lastDay < today) return;
        const nextVisit = this.nextVisit[subject] ?? 0;
        const asked = { randomizedDay, nextVisit, arm: demandOf === 'own-arm' ? arm : null };
        total += subjectDemand(plan, asked, type, { today, days });
      });
      return total;
    };
    return {
      triggerMilli: expected(levels.triggerDays),
      resupplyMilli: expected(levels.resupplyDays),
    };
  }

  get left(): number {
    return this.shelf.reduce((sum, _, type) => sum + this.onHand(type) + this.inTransit(type), 0);
  }
}

/** Plays the nights of one site on a path: visits by day, runs in the evening; the depot has enough. */
export function simulateNights(
  rules: NightRules,
  begin: NightStart,
  path: VisitPath,
): NightFigures {
  const site = new NightSite(rules, begin, path);
  let at = 0;
  for (let day = begin.today; day < begin.today + begin.nights; day += 1) {
    site.morning(day);
    for (; path.visits[at]?.day === day; at += 1) {
      const { subject, visit } = path.visits[at] as VisitPath['visits'][number];
      site.visit(subject, visit);
    }
    site.evening(day);
  }
  const { shipments, shipped, used, missed, expired, left, sentByNight } = site;
  return { shipments, shipped, used, missed, expired, left, sentByNight };
}
