import { tolerableSkewMs } from '../../domain/backup/pack-terms.ts';
import type { Finding } from '../../domain/backup/verdict-kinds.ts';
import { epochMsOf } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import { kitsOpened } from '../../ledger/bundle/assignment-facts.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import { timeInWords } from '../queries/slip.ts';
import type { CentralView, LayerRelease, PackView } from './central-view.ts';
import { releaseProblems } from './judge-release.ts';

/** A site's clock may be ahead of the console's by this much. */
const aheadMs = 300_000;

const central = (kind: Finding['kind'], because: string): Finding => ({
  kind,
  because,
  origin: 'central',
});

/** A moment as the site's clock showed it. */
const dated = (at: string, { offsetMinutes }: AssignmentFacts): string =>
  timeInWords(at as Instant, offsetMinutes);

/** What does not fit the console's own state; judged once, when the assignment is complete. */
export function judgeAgainstConsole(facts: AssignmentFacts, view: CentralView): readonly Finding[] {
  const pack = view.pack(facts.pack);
  if (pack === undefined || pack.device !== facts.device) return [unknownPack(facts, pack)];
  return [
    ...subjectFindings(facts, view),
    ...screeningFindings(facts, view),
    ...kitFindings(facts, pack, view),
    ...stratumFindings(facts, pack, view),
    ...evidenceFindings(facts, pack, view),
    ...siteFindings(facts, view),
    ...lateFindings(facts, pack),
    ...timeFindings(facts, pack, view),
  ];
}

const unknownPack = (facts: AssignmentFacts, pack: PackView | undefined): Finding =>
  central(
    'unknown-pack',
    pack === undefined
      ? `No pack ${facts.pack} was issued from this study.`
      : `Pack ${facts.pack} was issued to machine ${pack.device}, not to ${facts.device}.`,
  );

function subjectFindings(facts: AssignmentFacts, view: CentralView): readonly Finding[] {
  const known = view.subject(facts.subject);
  if (known === undefined) return [];
  return [
    central(
      'subject-known',
      `The console randomized ${facts.subject} at ${known.site} on ${dated(known.at, facts)} as ${known.number}.`,
    ),
  ];
}

/** Whoever was screened under the number first owns it: the record of screening is not given to somebody else. */
function screeningFindings(facts: AssignmentFacts, view: CentralView): readonly Finding[] {
  const found = view.screening(facts.subject);
  if (found === undefined) return [];
  const { code, site, hasFailed, failedBecause } = found;
  const why = failedBecause === null ? '' : `: ${failedBecause.replace(/\.$/, '')}`;
  return [
    ...(hasFailed ? [`Subject ${code} failed screening at ${site}${why}.`] : []),
    ...(site === facts.site
      ? []
      : [`Subject ${code} is in screening at ${site}, not at ${facts.site}.`]),
    ...(code === facts.subject ? [] : [`In screening the subject number is written ${code}.`]),
  ].map((because) => central('screening', because));
}

function siteFindings(facts: AssignmentFacts, view: CentralView): readonly Finding[] {
  const status = view.siteStatus(facts.site, facts.at);
  return status === 'active'
    ? []
    : [central('site-closed', `Site ${facts.site} was ${status} when the envelope was opened.`)];
}

/** Kits that are not in the envelope, or that the console took out of use meanwhile. */
function kitFindings(
  facts: AssignmentFacts,
  pack: PackView,
  view: CentralView,
): readonly Finding[] {
  const layers = pack.envelope(facts.envelope)?.layers ?? [];
  const wrong = facts.openings.filter(
    ({ layer, kits }) => (layers[layer - 1] ?? []).join() !== kits.join(),
  );
  const given = facts.dispensed ?? [];
  const lost = given.filter((kit) => view.kitState(kit, facts) !== 'reserved');
  const unseen = given.filter((kit) => !kitsOpened(facts).includes(kit));
  return [
    ...wrong.map(({ layer, kits }) => ({
      ...central('kit-unavailable', `Layer ${layer} does not hold the kits that were put into it.`),
      foreign: kits,
    })),
    ...unseen.map((kit) => ({
      ...central('kit-unavailable', `Kit ${kit} was given, but no layer showed it.`),
      foreign: [kit],
    })),
    ...lost.map((kit) =>
      central(
        'kit-unavailable',
        `Kit ${kit} is ${(view.kitState(kit, facts) ?? 'unknown').replaceAll('-', ' ')} in the console.`,
      ),
    ),
  ];
}

function stratumFindings(
  facts: AssignmentFacts,
  pack: PackView,
  view: CentralView,
): readonly Finding[] {
  const envelope = pack.envelope(facts.envelope);
  const derived = view.stratum(facts);
  const inWords = (key: string): string => view.stratumInWords(facts.pack, key);
  const other =
    'problem' in derived
      ? [derived.problem]
      : derived.key === facts.stratum
        ? []
        : [
            `The captured values give stratum ${inWords(derived.key)}, not ${inWords(facts.stratum)}.`,
          ];
  return [...envelopeProblem(facts, envelope, inWords), ...other].map((because) =>
    central('stratum', because),
  );
}

function envelopeProblem(
  facts: AssignmentFacts,
  envelope: ReturnType<PackView['envelope']>,
  inWords: (key: string) => string,
): readonly string[] {
  if (envelope === undefined) return [`The pack has no envelope ${facts.envelope}.`];
  if (envelope.stratum !== facts.stratum) {
    return [`Envelope ${facts.envelope} belongs to stratum ${inWords(envelope.stratum)}.`];
  }
  if (envelope.position === facts.position) return [];
  return [
    `Envelope ${facts.envelope} is slot ${envelope.position} of its stratum, not slot ${facts.position}.`,
  ];
}

function evidenceFindings(
  facts: AssignmentFacts,
  pack: PackView,
  view: CentralView,
): readonly Finding[] {
  const open = view.gates(facts);
  const releases = view.releases(facts.pack, facts.envelope);
  const unreleased = facts.openings.filter(
    ({ mode, layer }) =>
      mode === 'helpline' &&
      !releases.some((one) => one.layer === layer && isSameSubject(one, facts)),
  );
  return [
    ...[
      ...(open === null ? [] : [open]),
      ...unreleased.map(({ layer }) => `This console gave no release code for layer ${layer}.`),
      ...facts.openings.flatMap((opening) => releaseProblems(opening, pack)),
    ].map((because) => central('gate-evidence', because)),
    ...otherReleaseFindings(facts, releases),
  ];
}

const isSameSubject = (
  one: { readonly subject: string },
  other: { readonly subject: string },
): boolean => one.subject.toUpperCase() === other.subject.toUpperCase();

/**
 * Releases of the envelope that this record does not account for: whoever got such a code may have seen the kits, in a
 * copy of the file or in one made anew from the same pack, whether or not a record of it ever comes home.
 */
function otherReleaseFindings(
  facts: AssignmentFacts,
  releases: readonly LayerRelease[],
): readonly Finding[] {
  const takenBack = facts.takenBack ?? [];
  const latest = new Map(
    releases
      .filter((one) => !isSameSubject(one, facts))
      .map((one) => [one.subject.toUpperCase(), one]),
  );
  const opened = new Set(facts.openings.map(({ layer }) => layer));
  const beyond = releases.filter((one) => isSameSubject(one, facts) && !opened.has(one.layer));
  return [
    ...[...latest.values()].map((one) => {
      const released = `The console released this envelope for subject ${one.subject} on ${dated(one.at, facts)}`;
      return takenBack.some((subject) => isSameSubject({ subject }, one))
        ? central(
            'gate-evidence',
            `${released}; the record says that ${one.subject} was taken back before it was opened.`,
          )
        : central('fork', `${released}; this record knows nothing of it.`);
    }),
    ...[...new Map(beyond.map((one) => [one.layer, one])).values()].map(({ layer, at }) =>
      central(
        'fork',
        `The console released layer ${layer} for this subject on ${dated(at, facts)}; this record does not open it.`,
      ),
    ),
  ];
}

/** Every layer counts: a later one may have been opened after the end. */
function lateFindings(facts: AssignmentFacts, pack: PackView): readonly Finding[] {
  const times = [facts.at, ...facts.openings.map(({ at }) => at)].toSorted();
  const [first, last] = [times[0] as string, times.at(-1) as string];
  const reasons = [
    ...(last > pack.validUntil ? [`The pack ended on ${dated(pack.validUntil, facts)}.`] : []),
    ...(first < pack.validFrom ? [`The pack began on ${dated(pack.validFrom, facts)}.`] : []),
    ...(pack.status === 'revoked' && last > pack.statusAt
      ? [`The pack was revoked on ${dated(pack.statusAt, facts)}.`]
      : []),
    ...(pack.status === 'returned'
      ? [`The pack was closed on ${dated(pack.statusAt, facts)}, before this record came.`]
      : []),
  ];
  return reasons.map((because) => central('late', because));
}

function timeFindings(
  facts: AssignmentFacts,
  pack: PackView,
  view: CentralView,
): readonly Finding[] {
  const at = epochMsOf(facts.at as Instant);
  const before = at < epochMsOf(pack.issuedAt as Instant) - tolerableSkewMs;
  const ahead = at > epochMsOf(view.now as Instant) + aheadMs;
  return [
    ...(before
      ? [
          central(
            'clock',
            `It is dated before the pack was issued (${dated(pack.issuedAt, facts)}).`,
          ),
        ]
      : []),
    ...(ahead
      ? [central('clock', `It is dated after its import (${dated(view.now, facts)}).`)]
      : []),
  ];
}
