import {
  append,
  copyOf,
  envelopesOfStratum,
  kitOf,
  layers,
  packOf,
  strata,
} from './site-machine.ts';
import type { SiteMachine } from './site-machine.ts';

export interface Draws {
  below(limit: number): number;
}

export interface SiteLife {
  readonly site: number;
  readonly envelopes: number;
  /** Copies of the machine that are in use. */
  readonly machines: SiteMachine[];
  /** Copies whose history was given up by a restore; what they exported is on its way all the same. */
  readonly abandoned: SiteMachine[];
  subjects: number;
  /** A machine is cloned, and restored, once in so many operations. */
  readonly rarity: number;
  /** Subjects of other sites whose numbers this one may use again by mistake. */
  readonly borrowed: readonly string[];
}

/** One thing that happens at a site, drawn by weight. */
export function operate(life: SiteLife, draws: Draws): void {
  const machine = life.machines[draws.below(life.machines.length)] as SiteMachine;
  const fate = draws.below(life.rarity);
  if (fate === 0 && life.machines.length < 3) {
    life.machines.push(copyOf(machine));
    return;
  }
  if (fate === 1 && machine.entries.length > 6) {
    restore(life, machine, draws);
    return;
  }
  const kind = draws.below(100);
  if (kind < 75) randomize(life, machine, draws);
  else if (kind < 85) append(machine, 'signed-in', { user: 'nora' });
  else if (kind < 91) correct(machine, draws);
  else if (kind < 97) machine.skewMs += draws.below(2) === 0 ? 7_200_000 : -machine.skewMs;
  else append(machine, 'signed-in', { user: 'ivo' });
}

function restore(life: SiteLife, machine: SiteMachine, draws: Draws): void {
  const upTo = machine.entries.length - 1 - draws.below(4);
  const older = copyOf(machine, upTo);
  older.epoch = machine.epoch + 1;
  life.abandoned.push(copyOf(machine));
  life.machines.splice(life.machines.indexOf(machine), 1, older);
  append(older, 'store-restored', { entries: upTo, missing: 0, epoch: older.epoch });
}

function subjectOf(life: SiteLife, draws: Draws): string {
  life.subjects += 1;
  const borrowed = life.borrowed[draws.below(40)];
  return borrowed ?? `${life.site}-${life.subjects}`;
}

function randomize(life: SiteLife, machine: SiteMachine, draws: Draws): void {
  const stratum = draws.below(strata.length);
  const order = envelopesOfStratum(stratum, life.envelopes).filter((n) => !machine.opened.has(n));
  // Now and then somebody takes the second envelope of the pile.
  const envelope = order[draws.below(25) === 0 ? 1 : 0];
  if (envelope === undefined) return;
  const pack = packOf(life.site);
  const subject = subjectOf(life, draws);
  const at = { subject, pack, envelope };
  const evidence = {
    consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
    gates: ['I1'],
    factors: { sex: stratum === 0 ? 'female' : 'male' },
    stratum: strata[stratum] as string,
  };
  append(machine, 'site-subject-begun', { ...at, ...evidence });
  for (let layer = 1; layer <= layers; layer += 1) {
    const kits = [kitOf(life.site, envelope, layer)];
    const release = { mode: 'self', challenge: null, second: null };
    const opened = { ...at, ...evidence, layer, position: envelope, visit: 'V1', kits, release };
    append(machine, 'site-envelope-opened', opened);
    machine.opened.add(envelope);
    if (layer < layers && draws.below(8) === 0) {
      append(machine, 'site-kits-unusable', { ...at, layer, kits, condition: 'damaged' }, 'broken');
      continue;
    }
    // Sometimes the record ends here: the kit was shown, and nobody confirmed it.
    if (draws.below(30) > 0) append(machine, 'site-kits-dispensed', { ...at, kits });
    return;
  }
}

function correct(machine: SiteMachine, draws: Draws): void {
  const opened = machine.entries.filter(({ content }) =>
    content.includes('"kind":"site-envelope-opened"'),
  );
  const one = opened[draws.below(Math.max(1, opened.length))];
  if (one === undefined) return;
  const { body } = JSON.parse(one.content) as {
    body: { subject: string; pack: string; envelope: number };
  };
  const { subject, pack, envelope } = body;
  const factors = { sex: 'male' };
  append(
    machine,
    'site-strata-corrected',
    { subject, pack, envelope, factors, stratum: 'sex=male' },
    'source',
  );
}
