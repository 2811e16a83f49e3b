import { kitsOpened } from '../../../shared/ledger/bundle/assignment-facts.ts';
import type { AssignmentFacts } from '../../../shared/ledger/bundle/assignment-facts.ts';
import { kitsOfPack, siteNameOf } from './world.ts';
import type { SimulatedPack, World } from './world.ts';

/** Somebody to whom the console gives a treatment. */
export interface RegisteredSubject {
  readonly code: string;
  readonly kits: readonly string[];
  /** Key of the assignment that came home; null for one that the console randomized itself. */
  readonly key: string | null;
  /** When it was written. */
  readonly since: number;
}

export interface RegisteredKit {
  readonly state: string;
  readonly site: string;
  /** Pack in whose envelopes it lies. */
  readonly pack: string | null;
}

interface Slot {
  readonly state: 'reserved' | 'used' | 'unused';
  readonly subject: string | null;
}

const slotName = ({ pack, envelope }: Pick<AssignmentFacts, 'pack' | 'envelope'>): string =>
  `${pack} ${envelope}`;

/** Kits, slots and subjects of a simulated console, as its tables are after each entry. */
export class Register {
  readonly kits = new Map<string, RegisteredKit>();
  readonly slots = new Map<string, Slot>();
  /** By code in capitals. */
  readonly subjects = new Map<string, RegisteredSubject>();
  readonly #touched = new Map<string, number>();
  #now = 0;

  constructor(world: World) {
    for (const pack of world.packs.values()) {
      this.issue(world, pack);
      // Half of the packs that the console closed were given back, so their kits are stock again.
      if (pack.status === 'returned') this.#close(pack, pack.site % 2 === 0);
    }
    for (const kit of world.quarantined) this.move(kit, 'quarantined');
    for (const code of world.centralSubjects) this.give(code, []);
  }

  issue(world: World, pack: SimulatedPack): void {
    const site = siteNameOf(pack.site);
    for (const kit of kitsOfPack(world, pack)) {
      this.kits.set(kit, { state: 'reserved', site, pack: pack.code });
    }
    for (let envelope = 1; envelope <= pack.envelopes; envelope += 1) {
      this.slots.set(`${pack.code} ${envelope}`, { state: 'reserved', subject: null });
    }
  }

  #close({ code }: SimulatedPack, isCertain: boolean): void {
    const reserved = [...this.kits].filter(([, kit]) => kit.pack === code).map(([kit]) => kit);
    this.close(code, { kits: reserved, state: isCertain ? 'at-site' : 'quarantined' });
  }

  /** What a pack's end does: slots that are left stay unused, kits leave the envelopes. */
  close(
    pack: string,
    end: {
      readonly kits: readonly string[];
      readonly state: string;
      readonly apart?: readonly string[];
    },
  ): void {
    for (const [name, slot] of this.slots) {
      const isLeft = name.startsWith(`${pack} `) && slot.state === 'reserved';
      if (isLeft) this.slots.set(name, { state: 'unused', subject: null });
    }
    for (const kit of end.kits) {
      const state = end.apart?.includes(kit) === true ? 'quarantined' : end.state;
      this.kits.set(kit, { ...(this.kits.get(kit) as RegisteredKit), state, pack: null });
    }
    this.touch('kit', [...end.kits, ...(end.apart ?? [])]);
  }

  kit(number: string): RegisteredKit | undefined {
    return this.kits.get(number);
  }

  move(number: string, state: string): void {
    const kit = this.kits.get(number);
    if (kit !== undefined) this.kits.set(number, { ...kit, state });
  }

  /** The console went on with something by itself. */
  touch(noun: 'kit' | 'subject', names: readonly string[]): void {
    this.#now += 1;
    for (const name of names) this.#touched.set(`${noun} ${name}`, this.#now);
  }

  /** A subject that the console randomizes. */
  give(code: string, kits: readonly string[]): void {
    for (const kit of kits) this.move(kit, 'dispensed');
    this.touch('kit', kits);
    this.subjects.set(code.toUpperCase(), { code, kits, key: null, since: this.#now });
  }

  /** Whether the console went on with what an import recorded. */
  wentOn({ subject, took = [] }: AssignmentFacts): boolean {
    const since = this.subjects.get(subject.toUpperCase())?.since ?? 0;
    return [`subject ${subject}`, ...took.map((kit) => `kit ${kit}`)].some(
      (name) => (this.#touched.get(name) ?? 0) > since,
    );
  }

  /** The subject gets the slot and the kits; the others that were shown are as the site said, or set apart. */
  record(facts: AssignmentFacts): void {
    this.#now += 1;
    const { subject: code, key, dispensed } = facts;
    const kits = dispensed ?? [];
    for (const kit of kits) this.move(kit, 'dispensed');
    const broken = new Map(
      facts.unusable.flatMap(({ kits: bad, condition }) =>
        bad.map((kit) => [kit, condition === 'expired' ? 'quarantined' : condition] as const),
      ),
    );
    for (const kit of kitsOpened(facts)) {
      const isLeft = !kits.includes(kit) && this.kits.get(kit)?.state === 'reserved';
      if (isLeft) this.move(kit, broken.get(kit) ?? 'quarantined');
    }
    this.slots.set(slotName(facts), { state: 'used', subject: code });
    this.subjects.set(code.toUpperCase(), { code, kits, key, since: this.#now });
  }

  /** An earlier assignment came home: what was recorded goes back into the envelope. */
  retract({ subject, took = [], ...facts }: AssignmentFacts): void {
    for (const kit of took) this.move(kit, 'reserved');
    this.slots.set(slotName(facts), { state: 'reserved', subject: null });
    this.subjects.delete(subject.toUpperCase());
  }

  /** A slot whose envelope was opened is never used for anybody else. */
  drop(facts: AssignmentFacts): void {
    const name = slotName(facts);
    if (this.slots.get(name)?.state !== 'reserved') return;
    this.slots.set(name, { state: 'unused', subject: null });
  }

  setApart(kits: readonly string[]): void {
    for (const kit of kits) this.move(kit, 'quarantined');
  }

  /** Stock of a site that nobody reserved. */
  free(site: string): readonly string[] {
    return [...this.kits]
      .filter(([, kit]) => kit.site === site && kit.state === 'at-site')
      .map(([number]) => number);
  }

  /** Every slot with its subject and every kit with its state, in an order of their own. */
  text(): string {
    const slots = [...this.slots].map(
      ([name, { state, subject }]) => `${name} ${state} ${subject}`,
    );
    const kits = [...this.kits].map(([name, { state, pack }]) => `${name} ${state} ${pack}`);
    const subjects = [...this.subjects.values()].map(
      ({ code, kits: given, key }) => `${code} ${given.join()} ${key}`,
    );
    return [slots, kits, subjects].map((lines) => lines.toSorted().join('\n')).join('\n\n');
  }
}
