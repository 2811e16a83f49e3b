import { tolerableSkewMs } from '../../domain/backup/pack-terms.ts';
import type { Finding } from '../../domain/backup/verdict-kinds.ts';
import { kitsOpened, openingOf } from '../../ledger/bundle/assignment-facts.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { CentralView } from './central-view.ts';

const inRecord = (kind: Finding['kind'], because: string): Finding => ({
  kind,
  because,
  origin: 'record',
});

/** Another assignment as far as it can stand in the way. */
export type OtherClaim = Pick<
  AssignmentFacts,
  | 'key'
  | 'opening'
  | 'site'
  | 'pack'
  | 'envelope'
  | 'subject'
  | 'dispensed'
  | 'openings'
  | 'unusable'
  | 'behind'
>;

/** What does not fit within the sites' records themselves: it may change whenever more of them comes home. */
export function judgeRecord(
  facts: AssignmentFacts,
  others: readonly OtherClaim[],
  view: Pick<CentralView, 'stratumInWords'>,
): readonly Finding[] {
  const branches = others.filter((other) => openingOf(other) === openingOf(facts));
  const strangers = others.filter((other) => !branches.includes(other));
  return [
    ...forkFindings(facts),
    ...branches.map(branchFinding),
    ...collisionFindings(facts, strangers),
    ...sameKitFindings(facts, strangers),
    ...correctionFindings(facts, view),
    ...ownFindings(facts),
  ];
}

function collisionFindings(
  facts: AssignmentFacts,
  others: readonly OtherClaim[],
): readonly Finding[] {
  const twins = others.filter(
    ({ pack, envelope }) => pack === facts.pack && envelope === facts.envelope,
  );
  const doubles = others.filter(
    ({ subject }) => subject.toUpperCase() === facts.subject.toUpperCase(),
  );
  return [
    ...doubles.map(({ site, pack, envelope }) =>
      inRecord(
        'subject-known',
        `Subject ${facts.subject} was also randomized at ${site} with envelope ${envelope} of ${pack}.`,
      ),
    ),
    ...twins.map(({ subject }) =>
      inRecord('kit-unavailable', `The same envelope was opened for subject ${subject}.`),
    ),
  ];
}

/** Kits that were stock again between two packs: only one of two subjects can have one. */
function sameKitFindings(facts: AssignmentFacts, others: readonly OtherClaim[]) {
  const mine = kitsOpened(facts);
  return others
    .filter(({ pack, envelope }) => pack !== facts.pack || envelope !== facts.envelope)
    .flatMap((other) =>
      kitsOpened(other)
        .filter((kit) => mine.includes(kit))
        .map((kit) =>
          inRecord(
            'kit-unavailable',
            `Kit ${kit} was also shown at ${other.site} for subject ${other.subject} by envelope ${other.envelope} of ${other.pack}.`,
          ),
        ),
    );
}

/** What the assignment's own history says; no later part of any record changes it. */
export const ownFindings = (facts: AssignmentFacts): readonly Finding[] => [
  ...emptyFindings(facts),
  ...skippedFindings(facts),
  ...clockFindings(facts),
];

function emptyFindings({ dispensed, closedBecause }: AssignmentFacts): readonly Finding[] {
  if (dispensed?.length !== 0) return [];
  const none = 'No kit of the envelope could be given; the subject has none';
  const because = closedBecause === undefined ? `${none}.` : `${none}: ${closedBecause}`;
  return [inRecord('kit-unavailable', because)];
}

const skippedFindings = ({ skipped }: AssignmentFacts): readonly Finding[] =>
  skipped === null
    ? []
    : [inRecord('skipped-envelope', `Envelope ${skipped} of the stratum was still sealed.`)];

function clockFindings({ skewMs }: AssignmentFacts): readonly Finding[] {
  if (Math.abs(skewMs) <= tolerableSkewMs) return [];
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  const way = skewMs > 0 ? 'forward' : 'back';
  return [inRecord('clock', `The site's clock had been moved ${way} by ${minutes} minutes.`)];
}

const forkFindings = ({ fork }: AssignmentFacts): readonly Finding[] =>
  fork === null
    ? []
    : [
        inRecord(
          'fork',
          fork === 'clone'
            ? 'Two copies of the site’s file were used side by side.'
            : 'The site went on from an older copy of its file.',
        ),
      ];

function correctionFindings(
  facts: AssignmentFacts,
  view: Pick<CentralView, 'stratumInWords'>,
): readonly Finding[] {
  const { correction } = facts;
  if (correction === null) return [];
  const words =
    correction.stratum === facts.stratum
      ? 'Captured values were corrected; the stratum is the same'
      : `The site corrected the stratum to ${view.stratumInWords(facts.pack, correction.stratum)}`;
  return [inRecord('stratum', `${words}: ${correction.reason}`)];
}

/** A copy of the file that went on with the same open envelope. */
const branchFinding = ({ dispensed }: OtherClaim): Finding =>
  inRecord(
    'fork',
    dispensed === null
      ? 'Another copy of the file went on with this open envelope; its record does not say what was given.'
      : `Another copy of the file went on with this open envelope and gave ${dispensed.join(', ') || 'no kit'}.`,
  );
