import type { CentralView } from '../../../shared/app/reconcile/central-view.ts';
import { judgeMachine, verdictText } from '../../../shared/app/reconcile/judge-machine.ts';
import type { Judgement } from '../../../shared/app/reconcile/reconcile-device.ts';
import { assembleChain } from '../../../shared/ledger/bundle/site-chain.ts';
import type { ChainEntry, SiteChain } from '../../../shared/ledger/bundle/site-chain.ts';
import { kitsOpened } from '../../../shared/ledger/bundle/assignment-facts.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import {
  deviceOf,
  envelopesOfStratum,
  kitOf,
  simulationStart,
  siteNameOf,
  strata,
} from './site-machine.ts';

/** How entries that arrived are put together; a wrong one is planted by a test. */
export type Merger = (arrived: readonly ChainEntry[]) => SiteChain;

export const byHash: Merger = (arrived) => assembleChain(arrived);

/** What many programs do: the entry that comes last under a number replaces the one before it. */
export const lastWriteWins: Merger = (arrived) => {
  const bySequence = new Map(arrived.map((entry) => [entry.sequence, entry]));
  const path = [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
  return { paths: [path], forked: new Map(), forks: [], gaps: [], waiting: 0 };
};

export interface Truth {
  readonly envelopes: number;
  /** Randomized by the console itself. */
  readonly centralSubjects: ReadonlySet<string>;
  /** Taken out of use by the console. */
  readonly quarantined: ReadonlySet<string>;
}

export interface Stored extends Judgement {
  readonly isRecorded: boolean;
}

const far = addMilliseconds(simulationStart, 400 * 86_400_000);

/** A console in memory that uses the very rules of the product. */
export class SimulatedConsole {
  readonly #merge: Merger;
  readonly #truth: Truth;
  readonly #arrived = new Map<string, ChainEntry[]>();
  readonly #judged = new Map<string, Stored>();
  readonly #bySubject = new Map<string, Set<string>>();
  readonly #byDevice = new Map<string, Set<string>>();
  readonly #byEnvelope = new Map<string, Set<string>>();
  readonly #kitOwner = new Map<string, string>();
  /** Kits that were given to two subjects, and subjects with two records: both must stay empty. */
  readonly violations: string[] = [];

  constructor(merge: Merger, truth: Truth) {
    this.#merge = merge;
    this.#truth = truth;
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
    };
    const { judged, dropped } = judgeMachine(device, chain, standing, this.#view());
    for (const key of dropped) this.#forget(key);
    for (const { facts, retracts } of judged) {
      for (const kit of retracts ? (facts.dispensed ?? []) : []) this.#kitOwner.delete(kit);
    }
    for (const item of judged) this.#apply(item, item.earlier?.isRecorded === true);
    return chain;
  }

  #forget(key: string): void {
    this.#judged.delete(key);
    for (const map of [this.#bySubject, this.#byDevice, this.#byEnvelope]) {
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
    ] as const) {
      map.set(name, (map.get(name) ?? new Set()).add(key));
    }
    if (!item.records) return;
    for (const kit of item.facts.dispensed ?? []) {
      const owner = this.#kitOwner.get(kit);
      if (owner !== undefined) this.violations.push(`kit ${kit}: ${owner} and ${subject}`);
      this.#kitOwner.set(kit, subject);
    }
  }

  #view(): CentralView {
    const { centralSubjects, quarantined, envelopes } = this.#truth;
    return {
      now: far,
      pack: (code) => packView(Number(code.slice(2)), envelopes),
      subject: (code) =>
        centralSubjects.has(code) ? { site: 'S0', at: simulationStart, number: code } : undefined,
      kitState: (kit) => (quarantined.has(kit) ? 'quarantined' : 'reserved'),
      screening: () => undefined,
      siteStatus: () => 'active',
      releases: () => [],
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

  /** Every kit that left the shelf, by the assignments that say so. */
  openedKits(): ReadonlyMap<string, readonly Stored[]> {
    const kits = new Map<string, Stored[]>();
    for (const item of this.judged()) {
      for (const kit of kitsOpened(item.facts)) kits.set(kit, [...(kits.get(kit) ?? []), item]);
    }
    return kits;
  }
}

const packView = (site: number, envelopes: number): ReturnType<CentralView['pack']> => ({
  site: siteNameOf(site),
  device: deviceOf(site),
  release: 'self',
  people: [],
  issuedAt: simulationStart,
  validFrom: simulationStart,
  validUntil: far,
  status: 'issued',
  statusAt: simulationStart,
  envelope(number) {
    const stratum = strata.findIndex((_, i) => envelopesOfStratum(i, envelopes).includes(number));
    if (stratum < 0) return undefined;
    return {
      stratum: strata[stratum] as string,
      position: number,
      layers: [1, 2].map((layer) => [kitOf(site, number, layer)]),
    };
  },
});
