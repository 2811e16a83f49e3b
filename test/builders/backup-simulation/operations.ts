import type { Json } from '../../../shared/base/canonical-json.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import { append, copyOf, loadPack, makeFile, newMachine, nora } from './site-machine.ts';
import type { SiteMachine, UnderWay } from './site-machine.ts';
import { envelopesOfStratum, kitOf, layers, simulationStart, strata, topUpOf } from './world.ts';
import type { SimulatedPack, World } from './world.ts';

export interface Draws {
  below(limit: number): number;
}

export interface SiteLife {
  readonly site: number;
  readonly envelopes: number;
  readonly world: World;
  /** Copies of the machine that are in use. */
  readonly machines: SiteMachine[];
  /** Copies that are used no more; what they exported is on its way all the same. */
  readonly abandoned: SiteMachine[];
  /** Copies whose file was lost before anything of it was sent. */
  readonly lost: SiteMachine[];
  subjects: number;
  /** Clones, restores and files made anew come once in so many operations each. */
  readonly rarity: number;
  /** Subjects of other sites whose numbers this one may use again by mistake. */
  readonly borrowed: readonly string[];
}

type Act = (life: SiteLife, machine: SiteMachine, draws: Draws) => void;

/** One thing that happens at a site, drawn by weight: a step of a subject, or a mishap between any two steps. */
export function operate(life: SiteLife, draws: Draws): void {
  const machine = life.machines[draws.below(life.machines.length)] as SiteMachine;
  const mishap = ([clone, restore, makeAnew] as const)[draws.below(life.rarity)];
  if (mishap !== undefined) return mishap(life, machine, draws);
  let drawn = draws.below(100);
  for (const [weight, act] of acts) {
    if (drawn < weight) return act(life, machine, draws);
    drawn -= weight;
  }
}

/** Also while an envelope is open: both copies go on with it. */
const clone: Act = (life, machine) => {
  if (life.machines.length < 3) life.machines.push(copyOf(machine));
};

const restore: Act = (life, machine, draws) => {
  if (machine.entries.length < 8) return;
  const upTo = machine.entries.length - 1 - draws.below(4);
  const older = copyOf(machine, upTo);
  older.epoch = machine.epoch + 1;
  replace(life, machine, older);
  append(older, 'store-restored', { entries: upTo, missing: 0, epoch: older.epoch });
};

/** The file is deleted and made anew from the same pack, on a machine that remembers nothing of it. */
const makeAnew: Act = (life, machine, draws) => {
  const fresh: SiteMachine = { ...newMachine(life.site), monotonicMs: machine.monotonicMs };
  fresh.skewMs = machine.skewMs;
  makeFile(fresh, life.envelopes);
  replace(life, machine, fresh, draws.below(2) === 0 ? life.lost : life.abandoned);
};

function replace(
  life: SiteLife,
  machine: SiteMachine,
  next: SiteMachine,
  gone = life.abandoned,
): void {
  gone.push(copyOf(machine));
  life.machines.splice(life.machines.indexOf(machine), 1, next);
}

const begin: Act = (life, machine, draws) => {
  const stratum = draws.below(strata.length);
  // Now and then somebody takes the second envelope of the pile, or one of the other pile.
  const pile = draws.below(40) === 0 ? 1 - stratum : stratum;
  const envelope = nextEnvelope(life, machine, pile, draws.below(25) === 0 ? 1 : 0);
  const isBusy = [...machine.state.subjects.values()].some(
    (one) => one.stage === 'begun' && one.stratum === strata[pile],
  );
  if (envelope === undefined || isBusy) return;
  const subject = subjectOf(life, machine, draws);
  if (subject === undefined) return;
  append(machine, 'site-subject-begun', {
    subject,
    ...envelope,
    ...evidence,
    factors: { sex: stratum === 0 ? 'female' : 'male' },
    stratum: strata[pile] as string,
  });
};

const evidence = {
  consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
  gates: ['I1'],
};

function nextEnvelope(
  { world }: SiteLife,
  { state }: SiteMachine,
  stratum: number,
  skip: number,
): { readonly pack: string; readonly envelope: number } | undefined {
  const held = new Set([
    ...state.opened,
    ...[...state.subjects.values()].map(({ pack, envelope }) => `${pack} ${envelope}`),
  ]);
  for (const pack of state.packs) {
    const { envelopes } = world.packs.get(pack) as SimulatedPack;
    const left = envelopesOfStratum(stratum, envelopes).filter((n) => !held.has(`${pack} ${n}`));
    const envelope = left[skip];
    if (envelope !== undefined) return { pack, envelope };
  }
  return undefined;
}

function subjectOf(life: SiteLife, { state }: SiteMachine, draws: Draws): string | undefined {
  life.subjects += 1;
  const subject = life.borrowed[draws.below(40)] ?? `${life.site}-${life.subjects}`;
  return state.subjects.has(subject) ? undefined : subject;
}

const oneIn = (machine: SiteMachine, stages: readonly string[], draws: Draws) => {
  const found = [...machine.state.subjects.values()].filter(({ stage }) => stages.includes(stage));
  return found[draws.below(Math.max(1, found.length))];
};

/** The next step of a subject who is under way: open, say that the kit is damaged, give it. */
const goOn: Act = (life, machine, draws) => {
  const one = oneIn(machine, ['begun', 'opened', 'unusable'], draws);
  if (one === undefined) return;
  const { subject, pack, envelope, layer, stage } = one;
  const at = { subject, pack, envelope };
  const kits = [kitOf(life.world, pack, envelope, layer)];
  if (stage === 'opened' && draws.below(6) === 0) {
    const body = { ...at, layer, kits, condition: 'damaged' };
    append(machine, 'site-kits-unusable', body, 'broken');
  } else if (stage === 'opened') {
    append(machine, 'site-kits-dispensed', { ...at, kits });
  } else if (layer < layers) {
    open(life, machine, one, draws);
  } else {
    append(machine, 'site-kits-dispensed', { ...at, kits: [] });
  }
};

function open(life: SiteLife, machine: SiteMachine, one: UnderWay, draws: Draws): void {
  const { subject, pack, envelope, stratum, factors } = one;
  const layer = one.layer + 1;
  const isCheat = draws.below(30) === 0;
  const { body, by } = released(life.world.packs.get(pack) as SimulatedPack, isCheat, draws);
  const isAsked = body.mode === 'helpline' && !isCheat;
  if (isAsked) note(life, machine, one, layer);
  const entry = append(
    machine,
    'site-envelope-opened',
    {
      subject,
      pack,
      envelope,
      ...evidence,
      factors,
      stratum,
      layer,
      position: envelope,
      visit: 'V1',
      kits: [kitOf(life.world, pack, envelope, layer)],
      release: body,
    },
    null,
    by,
  );
  if (isCheat && body.mode !== 'self') life.world.cheats.add(entry.hash);
}

/** As the pack asks; or by a program that was changed: no code, one person for two, or one whom the study did not name. */
function released({ release: mode }: SimulatedPack, isCheat: boolean, draws: Draws) {
  const by = draws.below(2) === 0 ? nora : ivo;
  const second = by === nora ? ivo : nora;
  const third = [by.printedName, 'Zoe', null][draws.below(3)] as string | null;
  const name = mode !== 'two-person' ? null : isCheat ? third : second.printedName;
  const challenge = mode === 'helpline' ? 'heard' : null;
  return { body: { mode, challenge, second: name } as Record<string, Json>, by };
}

const ivo = { user: 'ivo', printedName: 'Ivo' };

/** The console logs the code that it gave, by its own clock. */
function note({ world }: SiteLife, machine: SiteMachine, one: UnderWay, layer: number): void {
  const { pack, envelope, subject } = one;
  const name = `${pack} ${envelope}`;
  const at = addMilliseconds(simulationStart, machine.monotonicMs);
  world.releases.set(name, [...(world.releases.get(name) ?? []), { layer, subject, at }]);
}

/** A subject is taken back before the envelope is open, sometimes after the code was asked for. */
const cancel: Act = (life, machine, draws) => {
  const one = oneIn(machine, ['begun'], draws);
  if (one === undefined) return;
  const { release } = life.world.packs.get(one.pack) as SimulatedPack;
  if (release === 'helpline' && draws.below(2) === 0) note(life, machine, one, 1);
  append(machine, 'site-subject-cancelled', { subject: one.subject }, 'not eligible after all');
};

const correct: Act = (_, machine, draws) => {
  const one = oneIn(machine, ['opened', 'unusable', 'dispensed'], draws);
  if (one === undefined) return;
  const { subject, pack, envelope } = one;
  const body = { subject, pack, envelope, factors: { sex: 'male' }, stratum: 'sex=male' };
  append(machine, 'site-strata-corrected', body, 'source');
};

const topUp: Act = (life, machine) => {
  const pack = topUpOf(life.site);
  const isKnown = machine.entries.some(({ content }) => content.includes(`"pack":"${pack}"`));
  if (!isKnown) loadPack(machine, life.envelopes, pack);
};

const surrender: Act = (_, machine, draws) => {
  const [pack] = machine.state.packs;
  const isBusy = oneIn(machine, ['begun', 'opened', 'unusable'], draws) !== undefined;
  if (pack === undefined || isBusy || machine.state.packs.size < 2) return;
  append(machine, 'site-pack-surrendered', { pack, unopened: [] }, 'the new pack is here');
};

const join: Act = (_, machine) => {
  if (machine.state.users.has('zoe')) return;
  append(machine, 'user-added', { user: 'zoe', printedName: 'Zoe' });
};

const setClock: Act = (_, machine, draws) => {
  machine.skewMs += draws.below(2) === 0 ? 7_200_000 : -machine.skewMs;
};

const signIn: Act = (_, machine) => void append(machine, 'signed-in', { user: 'nora' });

const acts: readonly (readonly [weight: number, act: Act])[] = [
  [26, begin],
  [52, goOn],
  [4, correct],
  [3, cancel],
  [2, topUp],
  [1, surrender],
  [2, join],
  [3, setClock],
  [7, signIn],
];
