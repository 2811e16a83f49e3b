import { epochMsOf } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import { clockJumpMs } from '../../domain/backup/clock-jump.ts';
import type { ClockReading } from '../../domain/backup/clock-jump.ts';
import { tolerableSkewMs } from '../../domain/backup/pack-terms.ts';
import type { BackupEventBodies } from '../backup-events.ts';
import type { EntryContent } from '../entry.ts';
import type { EventBodies } from '../events.ts';
import type { AssignmentFacts, Opening, PersonAtSite } from './assignment-facts.ts';
import type { ChainEntry, SiteChain } from './site-chain.ts';

type Opened = BackupEventBodies['site-envelope-opened'];
type Loaded = BackupEventBodies['site-pack-loaded'];

/** What one path says of an envelope that was opened for a subject. */
export interface EnvelopeHistory {
  readonly facts: AssignmentFacts;
  /** Hashes of the entries that showed or gave kits, in their order; the last is the key. */
  readonly steps: readonly string[];
  readonly corrections: readonly {
    readonly hash: string;
    readonly sequence: number;
    readonly body: BackupEventBodies['site-strata-corrected'];
    readonly reason: string;
  }[];
}

/** What grows while one unbroken history is read from its first entry. */
export interface SiteHistory {
  readonly device: string;
  readonly forked: SiteChain['forked'];
  /** Whether entries before the first one are missing. */
  readonly isLoose: boolean;
  /** By subject and envelope: a subject with two envelopes is a conflict, not one assignment. */
  readonly current: Map<string, EnvelopeHistory>;
  /** Told to the end and begun once more under the same subject and envelope. */
  readonly closed: EnvelopeHistory[];
  /** People of the site with access now, by user. */
  readonly people: Map<string, PersonAtSite>;
  readonly packs: Map<string, Loaded>;
  /** Stratum of the envelopes of each pack, from number 1. */
  readonly strata: Map<string, readonly string[]>;
  readonly opened: Set<string>;
  /** Envelope that is next for a subject, by subject. */
  readonly begun: Map<string, string>;
  /** Subjects that were taken back, by envelope. */
  readonly takenBack: Map<string, readonly string[]>;
  clock: ClockReading | null;
  /** One run of the machine: by how much the wall clock was ahead of the monotonic one when it began. */
  run: { readonly boot: string; readonly aheadMs: number; readonly skewMs: number } | null;
  skewMs: number;
  /** The latest site time of any entry so far without what is known to be skew, in milliseconds. */
  latestMs: number;
}

export const newHistory = (
  device: string,
  forked: SiteChain['forked'],
  isLoose = false,
): SiteHistory => ({
  device,
  forked,
  isLoose,
  current: new Map(),
  closed: [],
  people: new Map(),
  packs: new Map(),
  strata: new Map(),
  opened: new Set(),
  begun: new Map(),
  takenBack: new Map(),
  clock: null,
  run: null,
  skewMs: 0,
  latestMs: Number.NEGATIVE_INFINITY,
});

/** Goes one entry on. */
export function readEntry(history: SiteHistory, entry: ChainEntry, content: EntryContent): void {
  readStep(history, entry, content);
  history.latestMs = Math.max(history.latestMs, epochMsOf(content.at) - history.skewMs);
}

function readStep(history: SiteHistory, entry: ChainEntry, content: EntryContent): void {
  const body = content.body as unknown as Partial<Opened>;
  if (body.clock !== undefined) noteClock(history, { at: content.at, ...body.clock });
  if (content.kind === 'site-pack-loaded') {
    loadPack(history, content.body as unknown as Loaded);
    return;
  }
  if (content.kind === 'site-envelope-opened') {
    open(history, entry, content);
    return;
  }
  if (content.kind === 'user-added' || content.kind === 'user-deactivated') {
    notePerson(history, content);
    return;
  }
  if (content.kind === 'site-subject-begun') {
    history.begun.set(body.subject ?? '', envelopeName(body));
    return;
  }
  if (content.kind === 'site-subject-cancelled') {
    takeBack(history, body.subject ?? '');
    return;
  }
  const known = history.current.get(nameOf(body)) ?? headless(history, entry, content);
  const next = known === undefined ? null : continued(known, entry, content);
  if (next !== null) history.current.set(nameOf(next.facts), marked(history, entry, next));
}

const nameOf = ({ subject, pack, envelope }: Partial<Opened>): string =>
  `${subject} ${pack} ${envelope}`;

function notePerson({ people }: SiteHistory, { kind, body }: EntryContent): void {
  const { user, printedName, confirmed } = body as unknown as EventBodies['user-added'];
  if (kind === 'user-deactivated') people.delete(user);
  else people.set(user, { user, name: printedName, confirmed: confirmed ?? null });
}

/** The second person by the name in the record: another than who opened, where the name fits both. */
function peopleAt({ people }: SiteHistory, user: string, second: string | null) {
  const named = [...people.values()].filter(({ name }) => name === second);
  return {
    opener: people.get(user) ?? null,
    second: named.find((person) => person.user !== user) ?? named[0] ?? null,
  };
}

const envelopeName = ({ pack, envelope }: Partial<Opened>): string => `${pack} ${envelope}`;

function takeBack(history: SiteHistory, subject: string): void {
  const envelope = history.begun.get(subject);
  if (envelope === undefined) return;
  history.begun.delete(subject);
  const before = history.takenBack.get(envelope) ?? [];
  if (!before.includes(subject)) history.takenBack.set(envelope, [...before, subject]);
}

function loadPack(history: SiteHistory, body: Loaded): void {
  history.packs.set(body.pack, body);
  for (const { user, name } of body.confirmed ?? []) {
    history.people.set(user, { user, name, confirmed: 'code' });
  }
  history.strata.set(
    body.pack,
    body.strata.flatMap(({ key, positions }) => positions.map(() => key)),
  );
}

/** Within one run of the machine its monotonic clock tells the whole way that the wall clock went, in however small steps. */
function noteClock(history: SiteHistory, now: ClockReading): void {
  const { run, clock } = history;
  const aheadMs = epochMsOf(now.at) - now.monotonicMs;
  if (run !== null && run.boot === now.boot) {
    history.skewMs = run.skewMs + tolerated(aheadMs - run.aheadMs);
  } else {
    history.skewMs += clock === null ? 0 : tolerated(clockJumpMs(clock, now));
    history.run = { boot: now.boot, aheadMs, skewMs: history.skewMs };
  }
  history.clock = now;
}

const tolerated = (ms: number): number => (Math.abs(ms) > tolerableSkewMs ? ms : 0);

/** A clock that was set back in small steps from one run of the machine to the next shows by an entry before this one that is later. */
function skewAt({ skewMs, latestMs }: SiteHistory, at: Instant): number {
  const behind = Math.min(0, epochMsOf(at) - skewMs - latestMs);
  return Math.abs(skewMs) <= tolerableSkewMs && behind < -tolerableSkewMs ? behind : skewMs;
}

function open(history: SiteHistory, entry: ChainEntry, content: EntryContent): void {
  const body = content.body as unknown as Opened;
  const name = nameOf(body);
  const known = history.current.get(name);
  const goesOn = known !== undefined && known.facts.dispensed === null;
  if (known !== undefined && !goesOn) history.closed.push(known);
  const before: EnvelopeHistory = goesOn
    ? known
    : { facts: firstFacts(history, entry, content), steps: [], corrections: [] };
  const opening: Opening = {
    layer: body.layer,
    kits: body.kits,
    at: content.at,
    offsetMinutes: content.offsetMinutes,
    mode: body.release.mode,
    challenge: body.release.challenge,
    second: body.release.second,
    openedBy: content.printedName,
    ...(body.release.mode === 'two-person'
      ? { people: peopleAt(history, content.user, body.release.second) }
      : {}),
  };
  const openings = [...before.facts.openings, opening];
  history.current.set(name, marked(history, entry, stepped(before, entry, { openings })));
  history.begun.delete(body.subject);
  history.opened.add(envelopeName(body));
}

/** Behind a gap, kits may be set aside or given of an envelope whose opening is missing. */
function headless(
  history: SiteHistory,
  entry: ChainEntry,
  content: EntryContent,
): EnvelopeHistory | undefined {
  const shows = ['site-kits-unusable', 'site-kits-dispensed'].includes(content.kind);
  if (!history.isLoose || !shows) return undefined;
  const { subject, pack, envelope } = content.body as unknown as Opened;
  const evidence = { consent: { version: '', at: '' }, gates: [], factors: {} };
  const body = { subject, pack, envelope, stratum: '', position: 0, visit: '', ...evidence };
  return {
    facts: firstFacts(history, entry, { ...content, body }),
    steps: [],
    corrections: [],
  };
}

const firstFacts = (
  history: SiteHistory,
  entry: ChainEntry,
  content: EntryContent,
): AssignmentFacts => {
  const body = content.body as unknown as Opened;
  const takenBack = history.takenBack.get(envelopeName(body));
  return {
    key: entry.hash,
    opening: entry.hash,
    device: history.device,
    site: history.packs.get(body.pack)?.site ?? '',
    pack: body.pack,
    envelope: body.envelope,
    list: history.packs.get(body.pack)?.list ?? '',
    stratum: body.stratum,
    position: body.position,
    visit: body.visit,
    subject: body.subject,
    consent: body.consent,
    gates: body.gates,
    factors: body.factors,
    at: content.at,
    offsetMinutes: content.offsetMinutes,
    epoch: entry.epoch,
    sequence: entry.sequence,
    openings: [],
    unusable: [],
    dispensed: null,
    correction: null,
    skewMs: skewAt(history, content.at),
    ...(takenBack === undefined ? {} : { takenBack }),
    skipped: skippedBefore(history, body),
    fork: null,
  };
};

/** The lowest envelope of the stratum that this one passed over. */
function skippedBefore(history: SiteHistory, body: Opened): number | null {
  const strata = history.strata.get(body.pack) ?? [];
  for (let number = 1; number < body.envelope; number += 1) {
    const isSame = strata[number - 1] === body.stratum;
    if (isSame && !history.opened.has(`${body.pack} ${number}`)) return number;
  }
  return null;
}

/** A step that showed, set aside or gave kits: from here on the history is another one than any other branch's. */
const stepped = (
  before: EnvelopeHistory,
  { hash }: ChainEntry,
  changed: Partial<AssignmentFacts>,
): EnvelopeHistory => ({
  ...before,
  facts: { ...before.facts, ...changed, key: hash },
  steps: [...before.steps, hash],
});

const marked = (history: SiteHistory, entry: ChainEntry, one: EnvelopeHistory): EnvelopeHistory => {
  const fork = history.forked.get(entry.hash) ?? null;
  return fork === null ? one : { ...one, facts: { ...one.facts, fork } };
};

function continued(
  one: EnvelopeHistory,
  entry: ChainEntry,
  content: EntryContent,
): EnvelopeHistory | null {
  const { facts } = one;
  if (content.kind === 'site-strata-corrected') {
    const body = content.body as unknown as BackupEventBodies['site-strata-corrected'];
    const { hash, sequence } = entry;
    const correction = { hash, sequence, body, reason: content.reason ?? '' };
    return { ...one, corrections: [...one.corrections, correction] };
  }
  // What was given is the end of an assignment; nothing that follows changes it.
  if (facts.dispensed !== null) return null;
  if (content.kind === 'site-kits-unusable') {
    const { kits, condition } = content.body as unknown as BackupEventBodies['site-kits-unusable'];
    const unusable = [...facts.unusable, { kits, condition, note: content.reason ?? '' }];
    return stepped(one, entry, { unusable });
  }
  if (content.kind === 'site-kits-dispensed') {
    const { kits } = content.body as unknown as BackupEventBodies['site-kits-dispensed'];
    const why = content.reason === null || kits.length > 0 ? {} : { closedBecause: content.reason };
    return stepped(one, entry, { dispensed: kits, closedAt: content.at, ...why });
  }
  return null;
}
