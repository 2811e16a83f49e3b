import { decisionRefusal, kitsSetApart } from '../../../shared/app/reconcile/desk-rules.ts';
import type { Decision, DeskView } from '../../../shared/app/reconcile/desk-rules.ts';
import type { CentralView } from '../../../shared/app/reconcile/central-view.ts';
import { judgeMachine } from '../../../shared/app/reconcile/judge-machine.ts';
import type { NewJudgement } from '../../../shared/app/reconcile/judge-machine.ts';
import { kitsTaken, ownKitState, stockShown } from '../../../shared/app/reconcile/kit-rules.ts';
import type { KitView } from '../../../shared/app/reconcile/kit-rules.ts';
import type { Judgement } from '../../../shared/app/reconcile/reconcile-device.ts';
import { verdictText } from '../../../shared/app/reconcile/verdict-text.ts';
import { kitsNamed } from '../../../shared/ledger/bundle/assignment-facts.ts';
import type { AssignmentFacts } from '../../../shared/ledger/bundle/assignment-facts.ts';
import { assembleChain } from '../../../shared/ledger/bundle/site-chain.ts';
import type { ChainEntry, SiteChain } from '../../../shared/ledger/bundle/site-chain.ts';
import { Register } from './register.ts';
import {
  deviceOf,
  envelopesOfStratum,
  kitOf,
  layers,
  namedPeople,
  simulationEnd,
  simulationStart,
  siteNameOf,
  strata,
} from './world.ts';
import type { SimulatedPack, World } from './world.ts';

/** How entries that arrived are put together; a wrong one is planted by a test. */
export type Merger = (arrived: readonly ChainEntry[]) => SiteChain;

export const byHash: Merger = (arrived) => assembleChain(arrived);

/** A careless one: of copies that parted it follows the first, and says nothing. */
export const firstBranch: Merger = (arrived) => {
  const { paths, gaps, waiting } = assembleChain(arrived);
  return { paths: paths.slice(0, 1), forked: new Map(), forks: [], gaps, loose: [], waiting };
};

/** What many programs do: the entry that comes last under a number replaces the one before it. */
export const lastWriteWins: Merger = (arrived) => {
  const bySequence = new Map(arrived.map((entry) => [entry.sequence, entry]));
  const path = [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
  return { paths: [path], forked: new Map(), forks: [], gaps: [], loose: [], waiting: 0 };
};

export interface Stored extends Judgement {
  readonly isRecorded: boolean;
  readonly decision: Decision | null;
}

/** A console in memory that uses the very rules of the product. */
export class SimulatedConsole {
  readonly register: Register;
  readonly #merge: Merger;
  readonly #world: World;
  readonly #arrived = new Map<string, ChainEntry[]>();
  readonly #judged = new Map<string, Stored>();
  readonly #bySubject = new Map<string, Set<string>>();
  readonly #byDevice = new Map<string, Set<string>>();
  readonly #byEnvelope = new Map<string, Set<string>>();
  readonly #byKit = new Map<string, Set<string>>();

  constructor(merge: Merger, world: World) {
    this.#merge = merge;
    this.#world = world;
    this.register = new Register(world);
  }

  import(entries: readonly ChainEntry[]): SiteChain {
    const device = (entries[0] as ChainEntry).device;
    const here = this.#arrived.get(device) ?? [];
    this.#arrived.set(device, here);
    const known = new Set(here.map(({ hash }) => hash));
    here.push(...entries.filter(({ hash }) => !known.has(hash)));
    const chain = this.#merge(here);
    const standing = {
      ofDevice: (name: string) => this.#stored(this.#byDevice.get(name)),
      ofSubject: (subject: string) => this.ofSubject(subject),
      ofEnvelope: (pack: string, envelope: number) => this.#ofEnvelope(pack, envelope),
      showing: (kits: readonly string[]) => kits.flatMap((kit) => this.showing(kit)),
    };
    const { judged, dropped } = judgeMachine(device, chain, standing, this.#view());
    const kits = this.#kitView();
    const apart = stockShown(judged, kits);
    const retracted = judged.filter(({ retracts }) => retracts);
    const taken = judged.map((item): NewJudgement<Stored> => {
      if (!item.records) return item;
      return { ...item, facts: { ...item.facts, took: kitsTaken(item.facts, retracted, kits) } };
    });
    for (const key of dropped) this.#forget(key);
    for (const { facts, retracts } of taken) if (retracts) this.register.retract(facts);
    for (const item of taken) this.#apply(item);
    this.register.setApart(apart);
    return chain;
  }

  /** What of a machine is home, put together. */
  chainOf(device: string): SiteChain {
    return this.#merge(this.#arrived.get(device) ?? []);
  }

  /** Records what a person decides; false where the rules refuse it. */
  resolve(key: string, decision: Decision): boolean {
    const item = this.#judged.get(key) as Stored;
    const desk = this.#desk();
    if (decisionRefusal(item, decision, desk) !== null) return false;
    const records = decision === 'accept' && !item.isRecorded;
    const apart = kitsSetApart(item, records ? 'stands' : decision, desk);
    if (records) this.register.record(item.facts);
    else this.register.drop(item.facts);
    this.register.setApart(apart);
    const isRecorded = item.isRecorded || records;
    this.#judged.set(key, { ...item, state: 'resolved', decision, isRecorded });
    return true;
  }

  #forget(key: string): void {
    this.#judged.delete(key);
    for (const map of [this.#bySubject, this.#byDevice, this.#byEnvelope, this.#byKit]) {
      for (const keys of map.values()) keys.delete(key);
    }
  }

  #stored(keys: ReadonlySet<string> = new Set()): readonly Stored[] {
    return [...keys].map((key) => this.#judged.get(key) as Stored);
  }

  ofSubject(subject: string): readonly Stored[] {
    return this.#stored(this.#bySubject.get(subject.toUpperCase()));
  }

  #ofEnvelope(pack: string, envelope: number): readonly Stored[] {
    return this.#stored(this.#byEnvelope.get(`${pack} ${envelope}`));
  }

  showing(kit: string): readonly Stored[] {
    return this.#stored(this.#byKit.get(kit));
  }

  #apply({ earlier, ...item }: NewJudgement<Stored>): void {
    const { key, subject, device, pack, envelope } = item.facts;
    const isRecorded = item.records || (earlier?.isRecorded === true && !item.retracts);
    this.#judged.set(key, { ...item, isRecorded, decision: earlier?.decision ?? null });
    if (item.records) this.register.record(item.facts);
    for (const [map, name] of [
      [this.#bySubject, subject.toUpperCase()],
      [this.#byDevice, device],
      [this.#byEnvelope, `${pack} ${envelope}`],
      ...kitsNamed(item.facts).map((kit) => [this.#byKit, kit] as const),
    ] as const) {
      map.set(name, (map.get(name) ?? new Set()).add(key));
    }
  }

  #kitView(): KitView {
    return {
      kitState: (kit) => this.register.kit(kit)?.state,
      packOf: (kit) => this.register.kit(kit)?.pack ?? undefined,
      ofEnvelope: (pack, envelope) => this.#ofEnvelope(pack, envelope),
      showing: (kit) => this.showing(kit),
    };
  }

  #desk(): DeskView {
    const { kitState, packOf } = this.#kitView();
    return {
      kitState,
      packOf,
      knownSubject: (code) => this.register.subjects.get(code.toUpperCase())?.code,
      slotState: ({ pack, envelope }) => this.register.slots.get(`${pack} ${envelope}`)?.state,
      rivals: ({ pack, envelope, subject }) => [
        ...this.#ofEnvelope(pack, envelope),
        ...this.ofSubject(subject),
      ],
    };
  }

  #isHeld(facts: AssignmentFacts): boolean {
    const isDecided = (this.#judged.get(facts.key)?.decision ?? null) !== null;
    return isDecided || facts.took === undefined || this.register.wentOn(facts);
  }

  #view(): CentralView {
    const { packs, screened, closed, releases } = this.#world;
    return {
      now: simulationEnd,
      pack: (code) => {
        const pack = packs.get(code);
        return pack === undefined ? undefined : packView(this.#world, pack);
      },
      subject: (code) => {
        const known = this.register.subjects.get(code.toUpperCase());
        return known?.key === null
          ? { site: 'S0', at: simulationStart, number: known.code }
          : undefined;
      },
      kitState: (kit, facts) => ownKitState(kit, facts, this.#kitView()),
      screening: (code) => screened.get(code),
      siteStatus: (site, at) => (at >= (closed.get(site) ?? simulationEnd) ? 'closed' : 'active'),
      releases: (pack, envelope) => releases.get(`${pack} ${envelope}`) ?? [],
      isHeld: (facts) => this.#isHeld(facts),
      stratum: ({ factors }) => ({ key: `sex=${factors['sex'] ?? ''}` }),
      stratumInWords: (_, key) => key,
      gates: () => null,
    };
  }

  judged(): readonly Stored[] {
    return [...this.#judged.values()];
  }

  /** Everything that the records lead to: verdicts, slots, kits and subjects. */
  state(): string {
    return `${verdictText(this.judged())}\n\n${this.register.text()}`;
  }
}

const packView = (world: World, pack: SimulatedPack): ReturnType<CentralView['pack']> => ({
  site: siteNameOf(pack.site),
  device: deviceOf(pack.site),
  release: pack.release,
  people: pack.release === 'two-person' ? namedPeople : [],
  issuedAt: simulationStart,
  validFrom: simulationStart,
  validUntil: simulationEnd,
  status: pack.status,
  statusAt: pack.statusAt,
  envelope(number) {
    const stratum = strata.findIndex((_, i) =>
      envelopesOfStratum(i, pack.envelopes).includes(number),
    );
    if (stratum < 0) return undefined;
    return {
      stratum: strata[stratum] as string,
      position: number,
      layers: Array.from({ length: layers }, (_, i) => [kitOf(world, pack.code, number, i + 1)]),
    };
  },
});
