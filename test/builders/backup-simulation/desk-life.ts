import { decisions } from '../../../shared/app/reconcile/desk-rules.ts';
import { standsInTheWay } from '../../../shared/app/allocate/offline-record.ts';
import { endOf, kitsAtEnd } from '../../../shared/app/packs/shown-kits.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import { kitsOpened } from '../../../shared/ledger/bundle/assignment-facts.ts';
import type { SimulatedConsole, Stored } from './console.ts';
import type { Draws } from './operations.ts';
import {
  deviceOf,
  issued,
  kitOf,
  layers,
  refillOf,
  simulationStart,
  siteNameOf,
  strata,
} from './world.ts';
import type { SimulatedPack, World } from './world.ts';

/** A console that keeps the rules, or one that forgets one of them: planted by a test. */
export type Care = 'careful' | 'frees-shown-kits' | 'gives-packed-kits';

/** What the console did by itself, in words that the oracle reads. */
export type Deed =
  | { readonly kind: 'decided'; readonly key: string; readonly isRecorded: boolean }
  | { readonly kind: 'given'; readonly subject: string; readonly kit: string }
  | { readonly kind: 'closed'; readonly pack: string }
  | { readonly kind: 'filled'; readonly pack: string; readonly kits: readonly string[] }
  | { readonly kind: 'released'; readonly kit: string };

/** The day of a pharmacist between the imports. */
export interface DeskLife {
  readonly console: SimulatedConsole;
  readonly world: World;
  readonly care: Care;
  readonly sites: number;
  readonly deeds: Deed[];
  /** New numbers of subjects that the console randomizes. */
  subjects: number;
}

type Act = (life: DeskLife, draws: Draws) => void;

const oneOf = <T>(items: readonly T[], draws: Draws): T | undefined =>
  items[draws.below(Math.max(1, items.length))];

const isWaiting = ({ state }: Stored): boolean => state === 'open' || state === 'waiting';

/** Something that the console does before the next record comes. */
export function actAtDesk(life: DeskLife, draws: Draws): void {
  let drawn = draws.below(100);
  for (const [weight, act] of acts) {
    if (drawn < weight) return act(life, draws);
    drawn -= weight;
  }
}

const decide: Act = (life, draws) => {
  const item = oneOf(life.console.judged().filter(isWaiting), draws);
  if (item !== undefined) decideAbout(life, item, draws.below(decisions.length));
};

function decideAbout(life: DeskLife, { facts: { key } }: Stored, first: number): void {
  for (let i = 0; i < decisions.length; i += 1) {
    const decision = decisions[(first + i) % decisions.length] as (typeof decisions)[number];
    if (!life.console.resolve(key, decision)) continue;
    const now = life.console.judged().find(({ facts }) => facts.key === key) as Stored;
    life.deeds.push({ kind: 'decided', key, isRecorded: now.isRecorded });
    return;
  }
}

/** Everything that is left, when nothing more comes home. */
export function clearDesk(life: DeskLife): void {
  const left = life.console.judged().filter(isWaiting);
  for (const item of left.toSorted((a, b) => (a.facts.key < b.facts.key ? -1 : 1))) {
    decideAbout(life, item, item.facts.key.charCodeAt(0) % decisions.length);
  }
}

/** Kits of a pack that somebody saw, by a record or over the telephone. */
function shownOf({ console, world, care }: DeskLife, pack: SimulatedPack): ReadonlySet<string> {
  if (care === 'frees-shown-kits') return new Set();
  const told = console.judged().filter(({ facts }) => facts.pack === pack.code);
  const shown = new Set(told.flatMap(({ facts }) => kitsOpened(facts)));
  for (let envelope = 1; envelope <= pack.envelopes; envelope += 1) {
    for (const { layer } of world.releases.get(`${pack.code} ${envelope}`) ?? []) {
      shown.add(kitOf(world, pack.code, envelope, layer));
    }
  }
  return shown;
}

/** Ends a pack about which nothing is left to decide: on the word of the site, or now and then without it. */
const closePack: Act = (life, draws) => {
  const { console, world, care } = life;
  const waiting = new Set(
    console.judged().flatMap((one) => (isWaiting(one) ? [one.facts.pack] : [])),
  );
  const isForced = draws.below(8) === 0;
  const ready = [...world.packs.values()].filter(({ code, site, status }) => {
    const isOpen = status !== 'returned' && (!waiting.has(code) || care !== 'careful');
    return isOpen && (isForced || endOf(console.chainOf(deviceOf(site)), code).isCertain);
  });
  const pack = oneOf(ready, draws);
  if (pack === undefined) return;
  const { code } = pack;
  const inside = [...console.register.kits].filter(([, kit]) => kit.pack === code);
  const numbersIn = (state: string) =>
    inside.filter(([, kit]) => kit.state === state).map(([number]) => number);
  const kits = {
    reserved: numbersIn('reserved'),
    held: numbersIn('quarantined'),
    shown: shownOf(life, pack),
  };
  const end = endOf(console.chainOf(deviceOf(pack.site)), code);
  console.register.close(code, kitsAtEnd(end, kits));
  const statusAt = addMilliseconds(simulationStart, 86_400_000);
  world.packs.set(code, { ...pack, status: 'returned', statusAt });
  life.deeds.push({ kind: 'closed', pack: code });
};

/** Somebody counts what lies in quarantine and makes it stock again, unless somebody saw it. */
const release: Act = (life, draws) => {
  const { console, care } = life;
  const held = [...console.register.kits].filter(([, { state }]) => state === 'quarantined');
  const [number, kit] = oneOf(held, draws) ?? [];
  if (number === undefined || kit === undefined) return;
  const isShown = console.showing(number).length > 0 || isReleasedByCall(life, number);
  if (isShown && care !== 'frees-shown-kits') return;
  const isPacked = kit.pack !== null && life.world.packs.get(kit.pack)?.status !== 'returned';
  console.register.move(number, isPacked ? 'reserved' : 'at-site');
  console.register.touch('kit', [number]);
  life.deeds.push({ kind: 'released', kit: number });
};

const isReleasedByCall = ({ world }: DeskLife, number: string): boolean =>
  [...world.releases].some(([name, given]) => {
    const [pack = '', envelope] = name.split(' ');
    return given.some(({ layer }) => kitOf(world, pack, Number(envelope), layer) === number);
  });

const quarantine: Act = ({ console }, draws) => {
  const stock = [...console.register.kits].filter(
    ([, { state }]) => state === 'at-site' || state === 'reserved',
  );
  const [number] = oneOf(stock, draws) ?? [];
  if (number === undefined) return;
  console.register.move(number, 'quarantined');
  console.register.touch('kit', [number]);
};

/** Randomizes somebody in the console: a new subject, or one of whom a site may have spoken. */
const randomize: Act = (life, draws) => {
  const { console, world, care } = life;
  life.subjects += 1;
  const site = draws.below(life.sites);
  const [old] = oneOf([...console.register.subjects.values()], draws)?.code.split('-') ?? [];
  const subject =
    draws.below(2) === 0 ? `${old ?? site}-${1 + draws.below(9)}` : `C-${life.subjects}`;
  const isKnown = console.register.subjects.has(subject.toUpperCase());
  const isTold = console.ofSubject(subject).some(standsInTheWay);
  const isReleased = [...world.releases.values()].flat().some((one) => one.subject === subject);
  if (isKnown || isTold || isReleased) return;
  const packed = [...console.register.kits].filter(([, kit]) => kit.state === 'reserved');
  const free = console.register.free(siteNameOf(site));
  const kit = oneOf(care === 'gives-packed-kits' ? packed.map(([number]) => number) : free, draws);
  if (kit === undefined) return;
  console.register.give(subject, [kit]);
  life.deeds.push({ kind: 'given', subject, kit });
};

/** A further pack out of kits that are stock again. */
const fill: Act = (life, draws) => {
  const { console, world } = life;
  const site = draws.below(life.sites);
  const code = refillOf(site);
  const kits = console.register.free(siteNameOf(site));
  const envelopes = strata.length * Math.floor(kits.length / (strata.length * layers * 2));
  if (envelopes < strata.length || world.packs.has(code)) return;
  const inside = kits.slice(0, envelopes * layers);
  const pack = issued(code, site, 'self', envelopes);
  world.packs.set(code, pack);
  world.filled.set(code, inside);
  console.register.issue(world, pack);
  life.deeds.push({ kind: 'filled', pack: code, kits: inside });
};

const acts: readonly (readonly [weight: number, act: Act])[] = [
  [30, decide],
  [25, closePack],
  [10, release],
  [5, quarantine],
  [12, randomize],
  [18, fill],
];
