import { drillRandom } from '../../../electron/node/drill/drill-random.ts';
import type { DrillRandom } from '../../../electron/node/drill/drill-random.ts';
import { sha256Hex } from '../../../electron/node/crypto-random.ts';
import type { ChainEntry, SiteChain } from '../../../shared/ledger/bundle/site-chain.ts';
import { SimulatedConsole } from './console.ts';
import type { Merger, Stored } from './console.ts';
import { clearDesk } from './desk-life.ts';
import { mistakes, unnamedGaps } from './oracle.ts';
import { operate } from './operations.ts';
import type { SiteLife } from './operations.ts';
import { makeFile, newMachine } from './site-machine.ts';
import type { SiteMachine } from './site-machine.ts';
import { drawWorld } from './world.ts';
import type { World } from './world.ts';

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
  /** Assignments in which a finding of a kind stands, gravest or not. */
  readonly findings: Readonly<Record<string, number>>;
  readonly mishaps: Readonly<Record<string, number>>;
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
  const envelopes = 2 * Math.max(4, Math.ceil(size.operations * 0.1));
  const world = drawWorld(size.sites, { operations: size.operations, envelopes }, random);
  const lives = Array.from({ length: size.sites }, (_, site) =>
    liveSite({ site, envelopes, world }, size, random),
  );
  const sent = lives.flatMap(({ machines, abandoned }) => [...machines, ...abandoned]);
  const notes: Notes = {
    trace: sent.map(({ entries }) => entries.at(-1)?.hash ?? ''),
    violations: [],
  };
  const digests: string[] = [];
  const consoles: SimulatedConsole[] = [];
  let gapsNamed = 0;
  let last = new SimulatedConsole(merge, world);
  for (let order = 0; order < size.orders; order += 1) {
    last = new SimulatedConsole(merge, world);
    gapsNamed += bringHome(last, sent, random, notes);
    notes.violations.push(...mistakes(last, sent, world));
    digests.push(sha256Hex(last.state()));
    consoles.push(last);
  }
  if (new Set(digests).size > 1) {
    notes.violations.push('two orders of delivery end in different states');
  }
  const mishaps = mishapsOf(lives, last);
  if (new Set(consoles.map((console) => decidedState(console, world))).size > 1) {
    notes.violations.push('the same decisions end in different states');
  }
  return {
    assignments: last.judged().length,
    entries: new Set(sent.flatMap(({ entries }) => entries.map(({ hash }) => hash))).size,
    verdicts: tally(last, ({ verdict }) => [verdict]),
    findings: tally(last, ({ findings }) => [...new Set(findings.map(({ kind }) => kind))]),
    mishaps,
    digests,
    trace: sha256Hex([...notes.trace, ...digests].join('\n')),
    violations: notes.violations,
    gapsNamed,
  };
}

/** Digest of the state after a person decided about every item, each by its key alone. */
function decidedState(console: SimulatedConsole, world: World): string {
  clearDesk({ console, world, care: 'careful', sites: 0, deeds: [], subjects: 0 });
  return sha256Hex(console.state());
}

/** One site from the making of its file on. */
export function liveSite(
  given: { readonly site: number; readonly envelopes: number; readonly world: World },
  size: SimulationSize,
  random: DrillRandom,
): SiteLife {
  const machine = newMachine(given.site);
  makeFile(machine, given.envelopes);
  const life: SiteLife = {
    ...given,
    machines: [machine],
    abandoned: [],
    lost: [],
    subjects: 0,
    // Two sites of three meet with about three mishaps each; the others are left alone.
    rarity: given.site % 3 === 0 ? 1_000_000 : Math.max(40, size.operations),
    borrowed: [`${(given.site + 1) % size.sites}-1`],
  };
  for (let i = 0; i < size.operations; i += 1) operate(life, random);
  return life;
}

/** That what is hard really happened. */
function mishapsOf(lives: readonly SiteLife[], console: SimulatedConsole) {
  const judged = console.judged();
  const openings = Map.groupBy(judged, ({ facts }) => facts.opening ?? facts.key);
  return {
    branchesOfOneEnvelope: [...openings.values()].filter(({ length }) => length > 1).length,
    filesLost: lives.flatMap(({ lost }) => lost).length,
    secondLayers: judged.filter(({ facts }) => facts.openings.length > 1).length,
    withoutKit: judged.filter(({ facts }) => facts.dispensed?.length === 0).length,
    topUps: judged.filter(({ facts }) => facts.pack.endsWith('b')).length,
    waiting: judged.filter(({ state }) => state === 'waiting').length,
    byTwo: judged.filter(({ facts }) => facts.openings[0]?.mode === 'two-person').length,
    byTelephone: judged.filter(({ facts }) => facts.openings[0]?.mode === 'helpline').length,
  };
}

interface Notes {
  readonly trace: string[];
  readonly violations: string[];
}

/** Delivers pieces in a drawn order; what was lost is sent again as a whole at the end. */
function bringHome(
  console: SimulatedConsole,
  machines: readonly SiteMachine[],
  random: DrillRandom,
  notes: Notes,
): number {
  const pieces = machines.flatMap(({ entries }) => cut(entries, random));
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
  for (const machine of random.shuffled(machines)) {
    const chain = console.import(machine.entries);
    notes.trace.push(`${machine.site} ${chain.waiting}`);
  }
  return gapsNamed;
}

/** Pieces of a record, some of which overlap. */
export function cut(
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

function tally(
  console: SimulatedConsole,
  kindsOf: (item: Stored) => readonly string[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of console.judged().flatMap(kindsOf)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
