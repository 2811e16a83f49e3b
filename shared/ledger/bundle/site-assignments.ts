import type { Instant } from '../../base/instant.ts';
import { clockJumpMs } from '../../domain/backup/clock-jump.ts';
import type { ClockReading } from '../../domain/backup/clock-jump.ts';
import { tolerableSkewMs } from '../../domain/backup/pack-terms.ts';
import type { SiteClock } from '../../domain/backup/pack-terms.ts';
import type { BackupEventBodies } from '../backup-events.ts';
import type { EntryContent } from '../entry.ts';
import type { AssignmentFacts, Opening } from './assignment-facts.ts';
import type { ChainEntry, SiteChain } from './site-chain.ts';

type Opened = BackupEventBodies['site-envelope-opened'];
type Loaded = BackupEventBodies['site-pack-loaded'];

/** What grows while one history is read from its first entry. */
interface Reading {
  readonly device: string;
  readonly forked: SiteChain['forked'];
  /** By subject and envelope: a subject with two envelopes is a conflict, not one assignment. */
  readonly bySubject: Map<string, AssignmentFacts>;
  readonly packs: Map<string, Loaded>;
  /** Stratum of the envelopes of each pack, from number 1. */
  readonly strata: Map<string, readonly string[]>;
  readonly opened: Set<string>;
  clock: ClockReading | null;
  skewMs: number;
}

/** The assignments in a site's record, by the hash of the entry that opened each; what forked is marked. */
export function assignmentsOf(chain: SiteChain): readonly AssignmentFacts[] {
  const found = new Map<string, AssignmentFacts>();
  for (const path of chain.paths) {
    const reading = newReading(path, chain.forked);
    for (const entry of path) readEntry(reading, entry);
    for (const facts of reading.bySubject.values()) {
      const known = found.get(facts.key);
      // Two histories may go on with the same envelope: the marked one stands, whichever came first.
      if (known === undefined || (known.fork === null && facts.fork !== null)) {
        found.set(facts.key, facts);
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

const newReading = (path: readonly ChainEntry[], forked: SiteChain['forked']): Reading => ({
  device: path[0]?.device ?? '',
  forked,
  bySubject: new Map(),
  packs: new Map(),
  strata: new Map(),
  opened: new Set(),
  clock: null,
  skewMs: 0,
});

function readEntry(reading: Reading, entry: ChainEntry): void {
  const content = JSON.parse(entry.content) as EntryContent;
  const body = content.body as unknown as Partial<Opened>;
  if (body.clock !== undefined) noteClock(reading, content.at, body.clock);
  if (content.kind === 'site-pack-loaded') {
    loadPack(reading, content.body as unknown as Loaded);
    return;
  }
  if (content.kind === 'site-envelope-opened') {
    open(reading, entry, content, content.body as unknown as Opened);
    return;
  }
  const known = reading.bySubject.get(nameOf(body));
  const next = known === undefined ? null : continued(known, content);
  if (next !== null) reading.bySubject.set(nameOf(next), marked(reading, entry, next));
}

const nameOf = ({ subject, pack, envelope }: Partial<Opened>): string =>
  `${subject} ${pack} ${envelope}`;

function loadPack(reading: Reading, body: Loaded): void {
  reading.packs.set(body.pack, body);
  reading.strata.set(
    body.pack,
    body.strata.flatMap(({ key, positions }) => positions.map(() => key)),
  );
}

function noteClock(reading: Reading, at: Instant, clock: SiteClock): void {
  const now = { at, ...clock };
  const jump = reading.clock === null ? 0 : clockJumpMs(reading.clock, now);
  if (Math.abs(jump) > tolerableSkewMs) reading.skewMs += jump;
  reading.clock = now;
}

function open(reading: Reading, entry: ChainEntry, content: EntryContent, body: Opened): void {
  const opening: Opening = {
    layer: body.layer,
    kits: body.kits,
    at: content.at,
    offsetMinutes: content.offsetMinutes,
    mode: body.release.mode,
    challenge: body.release.challenge,
    second: body.release.second,
    openedBy: content.printedName,
  };
  const known = reading.bySubject.get(nameOf(body));
  const facts =
    known === undefined
      ? firstOpening(reading, entry, content, body)
      : { ...known, openings: [...known.openings, opening] };
  const next = known === undefined ? { ...facts, openings: [opening] } : facts;
  reading.bySubject.set(nameOf(body), marked(reading, entry, next));
  reading.opened.add(`${body.pack} ${body.envelope}`);
}

const firstOpening = (
  reading: Reading,
  entry: ChainEntry,
  content: EntryContent,
  body: Opened,
): AssignmentFacts => ({
  key: entry.hash,
  device: reading.device,
  site: reading.packs.get(body.pack)?.site ?? '',
  pack: body.pack,
  envelope: body.envelope,
  list: reading.packs.get(body.pack)?.list ?? '',
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
  skewMs: reading.skewMs,
  skipped: skippedBefore(reading, body),
  fork: null,
});

/** The lowest envelope of the stratum that this one passed over. */
function skippedBefore(reading: Reading, body: Opened): number | null {
  const strata = reading.strata.get(body.pack) ?? [];
  for (let number = 1; number < body.envelope; number += 1) {
    const isSame = strata[number - 1] === body.stratum;
    if (isSame && !reading.opened.has(`${body.pack} ${number}`)) return number;
  }
  return null;
}

const marked = (reading: Reading, entry: ChainEntry, facts: AssignmentFacts): AssignmentFacts => {
  const fork = reading.forked.get(entry.hash) ?? null;
  return fork === null ? facts : { ...facts, fork };
};

function continued(facts: AssignmentFacts, content: EntryContent): AssignmentFacts | null {
  if (content.kind === 'site-kits-unusable') {
    const { kits, condition } = content.body as unknown as BackupEventBodies['site-kits-unusable'];
    const note = content.reason ?? '';
    return { ...facts, unusable: [...facts.unusable, { kits, condition, note }] };
  }
  if (content.kind === 'site-kits-dispensed') {
    const { kits } = content.body as unknown as BackupEventBodies['site-kits-dispensed'];
    return { ...facts, dispensed: kits };
  }
  if (content.kind === 'site-strata-corrected') {
    const { factors, stratum } =
      content.body as unknown as BackupEventBodies['site-strata-corrected'];
    return { ...facts, correction: { factors, stratum, reason: content.reason ?? '' } };
  }
  return null;
}
