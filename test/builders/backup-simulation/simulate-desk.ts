import { drillRandom } from '../../../electron/node/drill/drill-random.ts';
import type { DrillRandom } from '../../../electron/node/drill/drill-random.ts';
import { byHash, SimulatedConsole } from './console.ts';
import { actAtDesk, clearDesk } from './desk-life.ts';
import type { Care, Deed, DeskLife } from './desk-life.ts';
import { DeskOracle } from './desk-oracle.ts';
import { operate } from './operations.ts';
import type { SiteLife } from './operations.ts';
import { append, copyOf, loadPack } from './site-machine.ts';
import type { SiteMachine } from './site-machine.ts';
import { cut, liveSite } from './simulate.ts';
import { drawWorld, refillOf } from './world.ts';

export interface DeskSimulation {
  readonly violations: readonly string[];
  /** How often the console did what. */
  readonly deeds: Readonly<Record<Deed['kind'], number>>;
  /** Assignments of packs that were filled with kits out of returned ones. */
  readonly refilled: number;
  /** Findings against what the console did meanwhile. */
  readonly conflicts: number;
  /** Everything that there is at the end. */
  readonly state: string;
}

/**
 * A console that does not wait until everything is home: between any two deliveries somebody decides, closes packs, fills new ones
 * with kits that are stock again, counts what lay apart, and randomizes subjects of the sites with kits of the sites. The sites
 * then go on with the new packs, and so do copies that nobody knows of with the old ones.
 */
export function simulateDesk(
  seed: number,
  size: { readonly sites: number; readonly operations: number },
  care: Care,
): DeskSimulation {
  const random = drillRandom(seed);
  const { sites, operations } = size;
  const envelopes = 2 * Math.max(4, Math.ceil(operations * 0.1));
  const world = drawWorld(sites, { operations, envelopes }, random);
  const lives = Array.from({ length: sites }, (_, site) =>
    liveSite({ site, envelopes, world }, { ...size, orders: 1 }, random),
  );
  const console = new SimulatedConsole(byHash, world);
  const desk: DeskLife = { console, world, care, sites, deeds: [], subjects: 0 };
  const oracle = new DeskOracle(console, world);
  for (const life of lives) if (random.below(4) > 0) giveBack(life);
  deliver({ desk, oracle, lives }, random);
  // A file that is lost later was sent all the same.
  const sentBefore = sentBy(lives).map((machine) => copyOf(machine));
  for (const life of lives) goOnWithRefill(life, operations, random);
  deliver({ desk, oracle, lives }, random);
  const machines = [...sentBefore, ...sentBy(lives)];
  for (const { entries } of random.shuffled(machines)) {
    console.import(entries);
    oracle.cameHome(entries);
  }
  clearDesk(desk);
  oracle.did(desk.deeds.splice(0));
  oracle.end(machines);
  return {
    violations: [...oracle.violations],
    deeds: oracle.counts(),
    refilled: console.judged().filter(({ facts }) => facts.pack.endsWith('c')).length,
    conflicts: console.judged().filter(({ findings }) => findings.length > 0).length,
    state: console.state(),
  };
}

const sentBy = (lives: readonly SiteLife[]): readonly SiteMachine[] =>
  lives.flatMap(({ machines, abandoned }) => [...machines, ...abandoned]);

/** A site whose network is back gives its packs back, on the copies that it knows of. */
function giveBack({ machines }: SiteLife): void {
  for (const machine of machines.slice(0, 2)) {
    for (const pack of machine.state.packs) {
      append(machine, 'site-pack-surrendered', { pack, unopened: [] }, 'the network is back');
    }
  }
}

function goOnWithRefill(life: SiteLife, operations: number, random: DrillRandom): void {
  const code = refillOf(life.site);
  const pack = life.world.packs.get(code);
  for (const machine of life.machines) {
    if (pack !== undefined) loadPack(machine, pack.envelopes, code);
  }
  for (let i = 0; i < operations / 2; i += 1) operate(life, random);
}

interface Course {
  readonly desk: DeskLife;
  readonly oracle: DeskOracle;
  readonly lives: readonly SiteLife[];
}

/** Pieces of what the sites wrote in a drawn order, some of them late; the desk works between any two of them. */
function deliver({ desk, oracle, lives }: Course, random: DrillRandom): void {
  const pieces = random.shuffled(sentBy(lives).flatMap(({ entries }) => cut(entries, random)));
  const late = pieces.filter(() => random.below(8) === 0);
  const onTime = pieces.filter((piece) => !late.includes(piece));
  for (const piece of [...onTime, ...late]) {
    desk.console.import(piece);
    oracle.cameHome(piece);
    for (let acts = random.below(6); acts > 0; acts -= 1) {
      actAtDesk(desk, random);
      oracle.did(desk.deeds.splice(0));
    }
  }
}
