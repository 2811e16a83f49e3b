import { kitsAt } from './leak-scenario.ts';
import type { LeakScenario } from './leak-scenario.ts';
import { SiteBelief } from './site-belief.ts';
import type { SeenKit, SiteEvent, SiteHistory } from './site-history.ts';

type Visit = Extract<SiteEvent, { kind: 'visit' }>;

const unknownType = -1;

/** A guess at the arms that agrees with what was seen so far, with what it says about kits. */
export class Guess {
  readonly belief: SiteBelief;
  private readonly history: SiteHistory;
  /** Kits by shipment and type as sent. */
  private readonly sent: number[];
  private readonly used: Uint8Array;
  /** Types that a kit cannot have, one bit a type; only lowest-number dispensing tells any. */
  private readonly excluded: Uint8Array | null;
  /** Type by printed lot; only when each type has its own lot. */
  private readonly typeOfLot: Int8Array;

  constructor(history: SiteHistory, from?: Guess) {
    const { scenario, kits } = history;
    this.history = history;
    this.belief = new SiteBelief(scenario, from?.belief);
    this.used = from?.used.slice() ?? new Uint8Array(kits.length);
    this.typeOfLot = from?.typeOfLot.slice() ?? new Int8Array(scenario.kitTypes).fill(unknownType);
    const blank = scenario.tie === 'lowest-number' ? new Uint8Array(kits.length) : null;
    this.excluded = from?.excluded?.slice() ?? blank;
    this.sent = from?.sent.slice() ?? [];
    if (from === undefined) this.send(this.belief.proposal(-1, 'initial'));
  }

  private get scenario(): LeakScenario {
    return this.history.scenario;
  }

  private send(content: readonly number[]): void {
    this.sent.push(...content);
    this.belief.left.push(...content);
  }

  /** Whether the guess can explain the event; takes note of it when it can. Arms of the subject must be set. */
  explains(event: SiteEvent): boolean {
    if (event.kind === 'arrival') {
      this.belief.arrived += 1;
      return true;
    }
    return event.kind === 'visit' ? this.explainsVisit(event) : this.explainsRun(event);
  }

  private explainsRun({ day, sent }: Extract<SiteEvent, { kind: 'run' }>): boolean {
    const content = this.belief.proposal(day, 'running');
    const total = content.reduce((sum, count) => sum + count, 0);
    if (total !== (sent === null ? 0 : this.history.shipments[sent]?.length)) return false;
    if (sent !== null) this.send(content);
    return true;
  }

  private explainsVisit({ subject, visit, kits }: Visit): boolean {
    const arm = this.belief.arms[subject] as number;
    const { kitType, count } = kitsAt(this.scenario, visit, arm);
    this.belief.visitsOver[subject] = visit + 1;
    if (kits.length === 0) return this.belief.onHand(kitType) < count;
    return kits.length === count && kits.every((kit) => this.explainsKit(kit, kitType));
  }

  private explainsKit(kit: number, kitType: number): boolean {
    const { scenario, belief } = this;
    const seen = this.history.kits[kit] as SeenKit;
    if (belief.leftOf(seen.shipment, kitType) === 0) return false;
    const isPassingOver =
      scenario.firstUsed === 'earlier-shipment' && belief.onHand(kitType, seen.shipment) > 0;
    if (isPassingOver || !this.lotCanBe(seen.lot, kitType)) return false;
    if (this.excluded !== null) {
      if (((this.excluded[kit] as number) & (1 << kitType)) !== 0) return false;
      this.excludePassedOver(seen, kitType);
    }
    this.used[kit] = 1;
    belief.take(seen.shipment, kitType);
    return true;
  }

  private lotCanBe(lot: number, kitType: number): boolean {
    if (this.scenario.lots === 'shared') return true;
    if (this.typeOfLot[lot] === unknownType && !this.typeOfLot.includes(kitType)) {
      this.typeOfLot[lot] = kitType;
    }
    return this.typeOfLot[lot] === kitType;
  }

  /** Unused kits with a lower number among those that could have been taken are not of the type. */
  private excludePassedOver(taken: SeenKit, kitType: number): void {
    const { history, belief, excluded } = this;
    const isAny = this.scenario.firstUsed === 'any';
    const from = isAny ? 0 : taken.shipment;
    const to = isAny ? belief.arrived : taken.shipment + 1;
    for (const kit of history.shipments.slice(from, to).flat()) {
      if (this.used[kit] === 1 || (history.kits[kit] as SeenKit).rank >= taken.rank) continue;
      (excluded as Uint8Array)[kit] = this.excludedOf(kit) | (1 << kitType);
    }
  }

  /** Whether the kits never used can have types that agree with everything; the last test of a guess. */
  canBeCompleted(): boolean {
    if (this.scenario.lots === 'by-type') return this.lotsFit([...this.typeOfLot], 0);
    if (this.excluded === null) return true;
    return this.history.shipments.every((kits, shipment) => this.hallHolds(kits, shipment));
  }

  /** Hall's theorem: for every set of types, kits that can only be of these are not more than are left of these. */
  private hallHolds(kits: readonly number[], shipment: number): boolean {
    const { kitTypes } = this.scenario;
    const all = (1 << kitTypes) - 1;
    const unused = kits.filter((kit) => this.used[kit] === 0);
    for (let types = 0; types <= all; types += 1) {
      let room = 0;
      for (let type = 0; type < kitTypes; type += 1) {
        if ((types & (1 << type)) !== 0) room += this.belief.leftOf(shipment, type);
      }
      const bound = unused.filter((kit) => (all & ~(this.excludedOf(kit) | types)) === 0).length;
      if (bound > room) return false;
    }
    return true;
  }

  private excludedOf(kit: number): number {
    return this.excluded?.[kit] ?? 0;
  }

  /** Whether lots without a type can be given the remaining types so that every shipment has what was sent. */
  private lotsFit(typeOfLot: readonly number[], lot: number): boolean {
    if (lot === typeOfLot.length) return true;
    const known = typeOfLot[lot] as number;
    const choices =
      known === unknownType
        ? typeOfLot.map((_, type) => type).filter((type) => !typeOfLot.includes(type))
        : [known];
    return choices.some(
      (type) =>
        this.lotHolds(lot, type) &&
        this.lotsFit(
          typeOfLot.map((one, i) => (i === lot ? type : one)),
          lot + 1,
        ),
    );
  }

  private lotHolds(lot: number, kitType: number): boolean {
    const { history, scenario } = this;
    return history.shipments.every((kits, shipment) => {
      const ofLot = kits.filter((kit) => history.kits[kit]?.lot === lot);
      return (
        ofLot.length === this.sent[shipment * scenario.kitTypes + kitType] &&
        ofLot.every((kit) => this.used[kit] === 1 || (this.excludedOf(kit) & (1 << kitType)) === 0)
      );
    });
  }
}
