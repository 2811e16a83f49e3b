import { newSubjectDemand, subjectDemand } from '../resupply/demand.ts';
import type { DemandPlan } from '../resupply/demand.ts';
import { proposeSite } from '../resupply/propose-site.ts';
import type { LineInput, SiteStart } from '../resupply/propose-site.ts';
import type { LineRule } from '../resupply/resupply-rule.ts';
import type { LeakScenario } from './leak-scenario.ts';

const unknownArm = -1;

/** Stock and subjects of a site as they are if its subjects have certain arms: of the world, or of a guess at it. */
export class SiteBelief {
  /** Arm by subject; −1 until the subject comes. */
  readonly arms: Int8Array;
  /** Visits that are over, by subject. */
  readonly visitsOver: Uint8Array;
  /** Unused kits by shipment and kit type. */
  readonly left: number[];
  /** Shipments that have arrived; they arrive in the order in which they were sent. */
  arrived = 0;
  readonly scenario: LeakScenario;

  constructor(scenario: LeakScenario, from?: SiteBelief) {
    this.scenario = scenario;
    this.arms = from?.arms.slice() ?? new Int8Array(scenario.subjects).fill(unknownArm);
    this.visitsOver = from?.visitsOver.slice() ?? new Uint8Array(scenario.subjects);
    this.left = from?.left.slice() ?? [];
    this.arrived = from?.arrived ?? 0;
  }

  get shipments(): number {
    return this.left.length / this.scenario.kitTypes;
  }

  leftOf(shipment: number, kitType: number): number {
    return this.left[shipment * this.scenario.kitTypes + kitType] as number;
  }

  /** Unused kits of a type in shipments `from` to before `to`. */
  private count(kitType: number, from: number, to: number): number {
    let total = 0;
    for (let shipment = from; shipment < to; shipment += 1) total += this.leftOf(shipment, kitType);
    return total;
  }

  onHand(kitType: number, before = this.arrived): number {
    return this.count(kitType, 0, before);
  }

  take(shipment: number, kitType: number): void {
    const at = shipment * this.scenario.kitTypes + kitType;
    this.left[at] = (this.left[at] as number) - 1;
  }

  /** What the rule sends at the end of a day: kits by type, all zero for nothing. */
  proposal(day: number, start: SiteStart): readonly number[] {
    const { rule, lines } = this.scenario;
    const inputs = lines.map((line, kitType): LineInput => {
      const onHand = this.onHand(kitType);
      const inTransit = this.count(kitType, this.arrived, this.shipments);
      return {
        rule: line,
        stock: { onHand, inTransit, requested: 0 },
        demand: this.demand(day, kitType),
      };
    });
    return proposeSite({ rule, start, lines: inputs }).map(({ ordered }) => ordered);
  }

  private demand(day: number, kitType: number): LineInput['demand'] {
    const { levels } = this.scenario.lines[kitType] as LineRule;
    if (levels.kind === 'min-max') return { triggerMilli: 0, resupplyMilli: 0 };
    return {
      triggerMilli: this.expected(day, kitType, levels.triggerDays),
      resupplyMilli: this.expected(day, kitType, levels.resupplyDays),
    };
  }

  /** The coming visits, seen from the morning after the run. */
  private expected(day: number, kitType: number, days: number): number {
    const { scenario } = this;
    const plan = planOf(scenario);
    let total = newSubjectDemand(plan, scenario.newSubjectsPerDay, kitType, days);
    this.arms.forEach((arm, subject) => {
      if (arm === unknownArm) return;
      const active = {
        randomizedDay: subject * scenario.daysBetweenSubjects,
        arm: scenario.demandOf === 'own-arm' ? arm : null,
        nextVisit: this.visitsOver[subject] as number,
      };
      total += subjectDemand(plan, active, kitType, { today: day + 1, days });
    });
    return total;
  }
}

const plans = new WeakMap<LeakScenario, DemandPlan>();

function planOf(scenario: LeakScenario): DemandPlan {
  const known = plans.get(scenario);
  if (known !== undefined) return known;
  const { visitDays, kits, kitTypes, ratio } = scenario;
  const plan = {
    windowStart: visitDays,
    windowEnd: visitDays,
    ratio,
    kits: kits.map((arms) =>
      arms.map(({ kitType, count }) =>
        Array.from({ length: kitTypes }, (_, type) => (type === kitType ? count : 0)),
      ),
    ),
    dropoutPerDay: 0,
  };
  plans.set(scenario, plan);
  return plan;
}
