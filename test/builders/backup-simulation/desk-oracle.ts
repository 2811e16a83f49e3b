import type { ChainEntry } from '../../../shared/ledger/bundle/site-chain.ts';
import type { SimulatedConsole, Stored } from './console.ts';
import type { Deed } from './desk-life.ts';
import type { SiteMachine } from './site-machine.ts';
import { allStories } from './stories.ts';
import type { Story } from './stories.ts';
import { kitsOfPack } from './world.ts';
import type { World } from './world.ts';

const telling = ['site-envelope-opened', 'site-kits-unusable', 'site-kits-dispensed'];

/** Follows the console by what came home and what it did, and says what must never be. */
export class DeskOracle {
  /** Whatever must never happen, in words. */
  readonly violations = new Set<string>();
  readonly #console: SimulatedConsole;
  readonly #world: World;
  /** Kits that a record at home names. */
  readonly #seen = new Set<string>();
  /** Kits in the envelopes of packs that are out, by kit. */
  readonly #packed = new Map<string, string>();
  /** Subjects that the console gave a kit to, by kit. */
  readonly #given = new Map<string, string>();
  readonly #decided = new Set<string>();
  readonly #counts = { decided: 0, given: 0, closed: 0, filled: 0, released: 0 };

  constructor(console: SimulatedConsole, world: World) {
    this.#console = console;
    this.#world = world;
    for (const pack of world.packs.values()) {
      if (pack.status === 'returned') continue;
      for (const kit of kitsOfPack(world, pack)) this.#packed.set(kit, pack.code);
    }
  }

  cameHome(entries: readonly ChainEntry[]): void {
    for (const { content } of entries) {
      const { kind, body } = JSON.parse(content) as { kind: string; body: { kits?: string[] } };
      if (telling.includes(kind)) for (const kit of body.kits ?? []) this.#seen.add(kit);
    }
    this.#check();
  }

  did(deeds: readonly Deed[]): void {
    for (const deed of deeds) this.#follow(deed);
    this.#check();
  }

  counts(): Readonly<Record<Deed['kind'], number>> {
    return this.#counts;
  }

  #follow(deed: Deed): void {
    this.#counts[deed.kind] += 1;
    if (deed.kind === 'decided' && deed.isRecorded) this.#decided.add(deed.key);
    if (deed.kind === 'filled') {
      for (const kit of deed.kits) {
        if (this.#seen.has(kit)) this.violations.add(`kit ${kit} was shown and is packed again`);
        this.#packed.set(kit, deed.pack);
      }
    }
    if (deed.kind === 'closed') {
      for (const [kit, pack] of this.#packed) if (pack === deed.pack) this.#packed.delete(kit);
    }
    if (deed.kind !== 'given') return;
    const { kit, subject } = deed;
    const lies = this.#packed.get(kit);
    if (lies !== undefined)
      this.violations.add(`kit ${kit} of pack ${lies} is given to ${subject}`);
    if (this.#seen.has(kit)) this.violations.add(`kit ${kit} was shown and is given to ${subject}`);
    this.#given.set(kit, subject);
  }

  #check(): void {
    const { register } = this.#console;
    for (const kit of this.#seen) {
      const found = register.kit(kit);
      const isFree = found?.state === 'at-site';
      const isLoose = found?.state === 'reserved' && found.pack === null;
      if (isFree || isLoose) this.violations.add(`kit ${kit} was shown and is stock again`);
    }
    const recorded = this.#console.judged().filter(({ isRecorded }) => isRecorded);
    const owners = [
      ...[...this.#given].map(([kit, subject]) => ({ subject, kits: [kit] })),
      ...recorded.map(({ facts }) => ({ subject: facts.subject, kits: facts.dispensed ?? [] })),
    ];
    for (const kit of twice(owners.flatMap(({ kits }) => kits))) {
      this.violations.add(`kit ${kit} belongs to two subjects`);
    }
    for (const subject of twice(owners.map((one) => one.subject.toUpperCase()))) {
      this.violations.add(`subject ${subject} has two treatments`);
    }
    this.#checkSlots(recorded);
  }

  #checkSlots(recorded: readonly Stored[]): void {
    const used = [...this.#console.register.slots].filter(([, { state }]) => state === 'used');
    const told = recorded.map(({ facts }) => `${facts.pack} ${facts.envelope} ${facts.subject}`);
    const held = used.map(([name, { subject }]) => `${name} ${subject}`);
    if (told.toSorted().join() !== held.toSorted().join()) {
      this.violations.add('slots and recorded assignments differ');
    }
    const keys = new Set(recorded.map(({ facts }) => facts.key));
    for (const key of this.#decided) {
      if (!keys.has(key)) this.violations.add(`what a person recorded as ${key} was taken back`);
    }
  }

  /** When everything is home: nothing is forgotten, and every conflict is named on both sides. */
  end(machines: readonly SiteMachine[]): void {
    const judged = new Map(this.#console.judged().map((item) => [item.facts.key, item]));
    const stories = [...allStories(machines, this.#world)];
    for (const [key, story] of stories) {
      const item = judged.get(key);
      if (item === undefined) this.violations.add(`${nameOf(story)} is forgotten`);
      else this.#checkStory(story, item, stories);
    }
  }

  #checkStory(story: Story, item: Stored, stories: readonly (readonly [string, Story])[]): void {
    const kits = story.given ?? [];
    const others = stories.filter(
      ([key, other]) =>
        key !== item.facts.key &&
        (other.given ?? []).some((kit) => kits.includes(kit)) &&
        other.subject !== story.subject,
    );
    const isGiven = kits.some((kit) => this.#given.has(kit));
    const isCentral = [...this.#given.values()].includes(story.subject);
    if (others.length === 0 && !isGiven && !isCentral) return;
    if (item.findings.length === 0) this.violations.add(`${nameOf(story)} is a silent conflict`);
    if ((isGiven || isCentral) && item.isRecorded) {
      this.violations.add(`${nameOf(story)} is recorded beside the console's own assignment`);
    }
  }
}

const nameOf = ({ subject, pack, envelope }: Story): string =>
  `${subject} with ${pack} ${envelope}`;

const twice = (names: readonly string[]): readonly string[] =>
  names.filter((name, i) => names.indexOf(name) !== i);
