import { drillRandom } from '../../../electron/node/drill/drill-random.ts';
import type { DrillRandom } from '../../../electron/node/drill/drill-random.ts';
import { sha256Hex } from '../../../electron/node/crypto-random.ts';
import type { ChainEntry, SiteChain } from '../../../shared/ledger/bundle/site-chain.ts';
import { SimulatedConsole } from './console.ts';
import type { Merger, Truth } from './console.ts';
import { silentConflicts, unnamedGaps } from './oracle.ts';
import { operate } from './operations.ts';
import type { SiteLife } from './operations.ts';
import { kitOf, loadPack, newMachine } from './site-machine.ts';

export interface SimulationSize {
  readonly sites: number;
  /** Operations at each site. */
  readonly operations: number;
  /** Orders of delivery that are compared. */
  readonly orders: number;
}

export interface Simulation {
  readonly assignments: number;
  readonly entries: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly digests: readonly string[];
  /** SHA-256 over everything that happened, in order. */
  readonly trace: string;
  /** Whatever must never happen, in words. */
  readonly violations: readonly string[];
  readonly gapsNamed: number;
}

/** Lives the sites, then brings their records home in several orders, each with losses, doubles and splits of its own. */
export function simulate(seed: number, size: SimulationSize, merge: Merger): Simulation {
  const random = drillRandom(seed);
  const envelopes = 2 * Math.max(4, Math.ceil(size.operations * 0.45));
  const lives = Array.from({ length: size.sites }, (_, i) => liveSite(i, envelopes, size, random));
  const truth = truthOf(lives, envelopes, random);
  const trace: string[] = [];
  const violations: string[] = [];
  const digests: string[] = [];
  let gapsNamed = 0;
  let last = new SimulatedConsole(merge, truth);
  for (let order = 0; order < size.orders; order += 1) {
    last = new SimulatedConsole(merge, truth);
    gapsNamed += bringHome(last, lives, random, { trace, violations });
    violations.push(...last.violations, ...silentConflicts(last, lives, truth));
    digests.push(sha256Hex(last.verdicts()));
  }
  if (new Set(digests).size > 1) violations.push('two orders of delivery end in different states');
  return {
    assignments: last.judged().length,
    entries: allEntries(lives).length,
    verdicts: tally(last),
    digests,
    trace: sha256Hex([...trace, ...digests].join('\n')),
    violations,
    gapsNamed,
  };
}

function liveSite(site: number, envelopes: number, size: SimulationSize, random: DrillRandom) {
  const machine = newMachine(site);
  loadPack(machine, envelopes);
  const neighbour = (site + 1) % size.sites;
  const life: SiteLife = {
    site,
    envelopes,
    machines: [machine],
    abandoned: [],
    subjects: 0,
    rarity: size.operations,
    borrowed: [`${neighbour}-1`],
  };
  for (let i = 0; i < size.operations; i += 1) operate(life, random);
  return life;
}

function truthOf(lives: readonly SiteLife[], envelopes: number, random: DrillRandom): Truth {
  return {
    envelopes,
    centralSubjects: new Set(lives.map(({ site }) => `${site}-2`)),
    quarantined: new Set(lives.map(({ site }) => kitOf(site, 1 + random.below(envelopes / 2), 1))),
  };
}

const machinesOf = (life: SiteLife) => [...life.machines, ...life.abandoned];

export const allEntries = (lives: readonly SiteLife[]): readonly ChainEntry[] => [
  ...new Map(
    lives
      .flatMap(machinesOf)
      .flatMap(({ entries }) => entries)
      .map((entry) => [entry.hash, entry]),
  ).values(),
];

interface Notes {
  readonly trace: string[];
  readonly violations: string[];
}

/** Delivers pieces in a drawn order; what was lost is sent again as a whole at the end. */
function bringHome(
  console: SimulatedConsole,
  lives: readonly SiteLife[],
  random: DrillRandom,
  notes: Notes,
): number {
  const pieces = lives.flatMap(machinesOf).flatMap(({ entries }) => cut(entries, random));
  const sent = pieces.flatMap((piece) => {
    const fate = random.below(10);
    return fate === 0 ? [] : fate === 1 ? [piece, piece] : [piece];
  });
  let gapsNamed = 0;
  const arrived = new Map<string, ChainEntry[]>();
  for (const piece of random.shuffled(sent)) {
    const chain: SiteChain = console.import(piece);
    const { device } = piece[0] as ChainEntry;
    arrived.set(device, [...(arrived.get(device) ?? []), ...piece]);
    notes.trace.push(`${device} ${piece[0]?.sequence}-${piece.at(-1)?.sequence} ${chain.waiting}`);
    notes.violations.push(...unnamedGaps(device, arrived.get(device) ?? [], chain));
    gapsNamed += chain.gaps.length;
  }
  for (const machine of random.shuffled(lives.flatMap(machinesOf))) {
    const chain = console.import(machine.entries);
    if (chain.gaps.length > 0 && machine.entries.length === 0) notes.violations.push('a gap stays');
  }
  return gapsNamed;
}

function cut(
  entries: readonly ChainEntry[],
  random: DrillRandom,
): readonly (readonly ChainEntry[])[] {
  const pieces: ChainEntry[][] = [];
  let from = 0;
  while (from < entries.length) {
    const length = 1 + random.below(Math.max(2, Math.ceil(entries.length / 4)));
    const overlap = random.below(3);
    pieces.push(entries.slice(Math.max(0, from - overlap), from + length));
    from += length;
  }
  return pieces;
}

function tally(console: SimulatedConsole): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of console.judged()) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
