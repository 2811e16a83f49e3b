import { sha256Hex } from '../../../electron/node/crypto-random.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import { chainText, genesisHash } from '../../../shared/ledger/entry.ts';
import type { ChainEntry } from '../../../shared/ledger/bundle/site-chain.ts';
import {
  deviceOf,
  envelopesOfStratum,
  layers,
  namedPeople,
  packOf,
  simulationStart,
  siteNameOf,
  strata,
} from './world.ts';

/** A subject whose envelope is next, open, or shown to hold nothing usable. */
export interface UnderWay {
  readonly subject: string;
  readonly pack: string;
  readonly envelope: number;
  readonly stratum: string;
  readonly factors: { readonly sex: string };
  readonly layer: number;
  readonly stage: 'begun' | 'opened' | 'unusable' | 'dispensed';
}

/** What a copy of the file knows, from its own entries alone. */
interface SiteState {
  readonly packs: Set<string>;
  readonly opened: Set<string>;
  readonly subjects: Map<string, UnderWay>;
  readonly users: Set<string>;
}

/** One copy of the machine of a site with the ledger that it holds. */
export interface SiteMachine {
  readonly site: number;
  readonly entries: ChainEntry[];
  readonly state: SiteState;
  epoch: number;
  /** Wall time minus monotonic time, in milliseconds; a person who sets the clock changes it. */
  skewMs: number;
  monotonicMs: number;
}

const emptyState = (): SiteState => ({
  packs: new Set(),
  opened: new Set(),
  subjects: new Map(),
  users: new Set(),
});

export const newMachine = (site: number): SiteMachine => ({
  site,
  entries: [],
  state: emptyState(),
  epoch: 1,
  skewMs: 0,
  monotonicMs: 0,
});

/** A copy that goes on by itself from here. */
export const copyOf = (machine: SiteMachine, upTo = machine.entries.length): SiteMachine => {
  const entries = machine.entries.slice(0, upTo);
  const copy = { ...machine, entries, state: emptyState() };
  for (const { content } of entries) {
    const { kind, body } = JSON.parse(content) as { kind: string; body: Body };
    remember(copy.state, kind, body);
  }
  return copy;
};

type Body = Record<string, Json>;

/** Who enters something; the site's first person unless somebody else is said. */
export interface Person {
  readonly user: string;
  readonly printedName: string;
}

export const nora: Person = { user: 'nora', printedName: namedPeople[0] };

/** Appends one entry as the program does: hash over position, predecessor and content. */
export function append(
  machine: SiteMachine,
  kind: string,
  body: Body,
  reason: string | null = null,
  by: Person = nora,
): ChainEntry {
  machine.monotonicMs += 60_000;
  const clock = { boot: 'one', monotonicMs: machine.monotonicMs };
  const content = canonicalJson({
    at: addMilliseconds(simulationStart, machine.monotonicMs + machine.skewMs),
    offsetMinutes: 60,
    ...by,
    role: 'site-user',
    environment: 'UAT',
    procedure: kind,
    requestId: null,
    kind,
    body: { ...body, clock },
    reason,
    signature: null,
  });
  const device = deviceOf(machine.site);
  const sequence = machine.entries.length + 1;
  const previous = machine.entries.at(-1)?.hash ?? genesisHash;
  const position = { device, epoch: machine.epoch, deviceSequence: sequence };
  const hash = sha256Hex(chainText(position, previous, content, null));
  const entry = { device, epoch: machine.epoch, sequence, previous, hash, content };
  machine.entries.push(entry);
  remember(machine.state, kind, body);
  return entry;
}

function remember(state: SiteState, kind: string, body: Body): void {
  const { pack, envelope, subject } = body as { pack: string; envelope: number; subject: string };
  const known = state.subjects.get(subject);
  if (kind === 'user-added') state.users.add(body['user'] as string);
  if (kind === 'site-pack-loaded') state.packs.add(pack);
  if (kind === 'site-pack-surrendered') state.packs.delete(pack);
  if (kind === 'site-subject-cancelled') state.subjects.delete(subject);
  if (kind === 'site-subject-begun') {
    const { stratum, factors } = body as unknown as UnderWay;
    const begun = { subject, pack, envelope, stratum, factors, layer: 0, stage: 'begun' } as const;
    state.subjects.set(subject, begun);
  }
  if (kind === 'site-envelope-opened') state.opened.add(`${pack} ${envelope}`);
  const stage = stageAfter[kind];
  if (known !== undefined && stage !== undefined) {
    const layer = (body['layer'] as number | undefined) ?? known.layer;
    state.subjects.set(subject, { ...known, layer, stage });
  }
}

const stageAfter: Readonly<Record<string, UnderWay['stage']>> = {
  'site-envelope-opened': 'opened',
  'site-kits-unusable': 'unusable',
  'site-kits-dispensed': 'dispensed',
};

/** Takes a pack in whose envelopes are laid out stratum by stratum. */
export function loadPack(
  machine: SiteMachine,
  envelopes: number,
  pack = packOf(machine.site),
): void {
  append(machine, 'site-pack-loaded', {
    pack,
    site: siteNameOf(machine.site),
    device: deviceOf(machine.site),
    list: 'MAIN',
    layers,
    strata: strata.map((key, i) => ({
      key,
      words: key,
      positions: [...envelopesOfStratum(i, envelopes)],
    })),
  });
}

/** The foundation of a file: its people, whom the study named, and the first pack. */
export function makeFile(machine: SiteMachine, envelopes: number): void {
  for (const name of namedPeople) {
    const user = name.toLowerCase();
    append(machine, 'user-added', { user, printedName: name, confirmed: 'code' });
  }
  loadPack(machine, envelopes);
}
