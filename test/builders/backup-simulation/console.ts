import type { CentralView } from '../../../shared/app/reconcile/central-view.ts';
import { judgeMachine, verdictText } from '../../../shared/app/reconcile/judge-machine.ts';
import type { Judgement } from '../../../shared/app/reconcile/reconcile-device.ts';
import { kitsOpened } from '../../../shared/ledger/bundle/assignment-facts.ts';
import { assembleChain } from '../../../shared/ledger/bundle/site-chain.ts';
import type { ChainEntry, SiteChain } from '../../../shared/ledger/bundle/site-chain.ts';
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
}

/** A console in memory that uses the very rules of the product. */
export class SimulatedConsole {
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
      ofSubject: (subject: string) => this.#stored(this.#bySubject.get(subject.toUpperCase())),
      ofEnvelope: (pack: string, envelope: number) =>
        this.#stored(this.#byEnvelope.get(`${pack} ${envelope}`)),
      showing: (kits: readonly string[]) =>
        kits.flatMap((kit) => this.#stored(this.#byKit.get(kit))),
    };
    const { judged, dropped } = judgeMachine(device, chain, standing, this.#view());
    for (const key of dropped) this.#forget(key);
    for (const item of judged) this.#apply(item, item.earlier?.isRecorded === true);
    return chain;
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

  #apply(item: Judgement, wasRecorded: boolean): void {
    const { key, subject, device, pack, envelope } = item.facts;
    const isRecorded = item.records || (wasRecorded && !item.retracts);
    this.#judged.set(key, { ...item, isRecorded });
    for (const [map, name] of [
      [this.#bySubject, subject.toUpperCase()],
      [this.#byDevice, device],
      [this.#byEnvelope, `${pack} ${envelope}`],
      ...kitsOpened(item.facts).map((kit) => [this.#byKit, kit] as const),
    ] as const) {
      map.set(name, (map.get(name) ?? new Set()).add(key));
    }
  }

  #view(): CentralView {
    const { packs, centralSubjects, quarantined, screened, closed, releases } = this.#world;
    return {
      now: simulationEnd,
      pack(code) {
        const pack = packs.get(code);
        return pack === undefined ? undefined : packView(pack);
      },
      subject: (code) =>
        centralSubjects.has(code) ? { site: 'S0', at: simulationStart, number: code } : undefined,
      kitState: (kit) => (quarantined.has(kit) ? 'quarantined' : 'reserved'),
      screening: (code) => screened.get(code),
      siteStatus: (site, at) => (at >= (closed.get(site) ?? simulationEnd) ? 'closed' : 'active'),
      releases: (pack, envelope) => releases.get(`${pack} ${envelope}`) ?? [],
      isHeld: () => false,
      stratum: ({ factors }) => ({ key: `sex=${factors['sex'] ?? ''}` }),
      stratumInWords: (_, key) => key,
      gates: () => null,
    };
  }

  judged(): readonly Stored[] {
    return [...this.#judged.values()];
  }

  verdicts(): string {
    return verdictText(this.judged());
  }
}

const packView = (pack: SimulatedPack): ReturnType<CentralView['pack']> => ({
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
      layers: Array.from({ length: layers }, (_, i) => [kitOf(pack.code, number, i + 1)]),
    };
  },
});
