import type { GeneratedList } from '../../engine/randomization/list.ts';
import type { ListReport } from '../../engine/randomization/list-verification.ts';

export interface ListCheck {
  readonly check: string;
  readonly passed: boolean;
  /** For people who hold the unblinding key: it may name arms. */
  readonly detail: string;
}

/** What a verification compares. */
export interface ListEvidence {
  readonly recorded: GeneratedList;
  readonly regenerated: GeneratedList;
  readonly second: { readonly slots: number; readonly agreeing: number };
  readonly digest: { readonly recorded: string; readonly computed: string };
  readonly merkleRoot: { readonly recorded: string; readonly computed: string };
  readonly report: ListReport;
  readonly arms: readonly { readonly name: string; readonly weight: number }[];
  readonly studyArms: readonly { readonly name: string; readonly weight: number }[];
  readonly listsWithThisSeed: number;
}

/** Every check of a list, in the order in which people read them. */
export const listChecks = (evidence: ListEvidence): readonly ListCheck[] => [
  slotCheck(evidence),
  secondCheck(evidence),
  same('digest of the list', evidence.digest),
  same('Merkle root of the slots', evidence.merkleRoot),
  balanceCheck(evidence),
  streamCheck(evidence),
  seedCheck(evidence),
  armsCheck(evidence),
];

function slotCheck({ recorded, regenerated }: ListEvidence): ListCheck {
  const differences: string[] = [];
  let slots = 0;
  regenerated.strata.forEach((stratum, s) => {
    const found = recorded.strata[s];
    for (let i = 0; i < stratum.arm.length; i += 1) {
      slots += 1;
      const agrees =
        found?.name === stratum.name &&
        found.position[i] === i + 1 &&
        found.arm[i] === stratum.arm[i] &&
        found.block[i] === stratum.block[i];
      if (!agrees) differences.push(`slot ${i + 1} of ${stratum.name}`);
    }
  });
  const isWhole = recorded.strata.length === regenerated.strata.length;
  return {
    check: 'every slot made again from the sealed seed',
    passed: differences.length === 0 && isWhole,
    detail:
      differences.length === 0
        ? `All ${slots} slots in ${regenerated.strata.length} strata agree.`
        : `${differences.length} of ${slots} slots differ: ${differences.slice(0, 10).join('; ')}.`,
  };
}

const secondCheck = ({ second }: ListEvidence): ListCheck => ({
  check: 'second implementation',
  passed: second.slots > 0 && second.agreeing === second.slots,
  detail: `${second.agreeing} of ${second.slots} slots agree with an implementation written separately.`,
});

/** Whether a mark in public is what the sealed part gives. */
export const same = (
  what: string,
  { recorded, computed }: { readonly recorded: string; readonly computed: string },
): ListCheck => ({
  check: what,
  passed: recorded === computed,
  detail:
    recorded === computed
      ? `It is ${computed}.`
      : `Recorded is ${recorded}; the slots give ${computed}.`,
});

function balanceCheck({ report, arms }: ListEvidence): ListCheck {
  const impossible = report.strata.filter(({ impossibleAt }) => impossibleAt !== null);
  const unbalanced = report.strata.filter(({ unbalancedBlocks }) => unbalancedBlocks.length > 0);
  const totals = arms.map(
    ({ name }, k) => `${name} ${report.strata.reduce((sum, s) => sum + (s.counts[k] ?? 0), 0)}`,
  );
  const distance = Math.max(
    ...report.strata.flatMap((s) => s.counts.map((n, k) => Math.abs(n - (s.expected[k] ?? 0)))),
  );
  const faults = [...new Set([...impossible, ...unbalanced].map(({ name }) => name))];
  return {
    check: 'arms of each stratum',
    passed: faults.length === 0,
    detail:
      faults.length === 0
        ? `In all: ${totals.join(', ')}; a stratum is at most ${distance} from its ratio.`
        : `The procedure cannot have made: ${faults.slice(0, 10).join('; ')}.`,
  };
}

const streamCheck = ({ report }: ListEvidence): ListCheck => ({
  check: 'a stream of its own for each stratum',
  passed: report.repeatedStreams.length === 0,
  detail:
    report.repeatedStreams.length === 0
      ? 'No two strata begin alike.'
      : `These begin alike: ${report.repeatedStreams.map((pair) => pair.join(' and ')).join('; ')}.`,
});

const seedCheck = ({ listsWithThisSeed }: ListEvidence): ListCheck => ({
  check: 'a seed of its own',
  passed: listsWithThisSeed === 1,
  detail: `${listsWithThisSeed} list of this study has this seed.`,
});

/** Whether arms and ratio are still those of the study in force. */
export function armsCheck({
  arms,
  studyArms,
}: Pick<ListEvidence, 'arms' | 'studyArms'>): ListCheck {
  const words = (side: ListEvidence['arms']): string =>
    side.map(({ name, weight }) => `${name} ${weight}`).join(', ');
  return {
    check: 'arms and ratio of the study',
    passed: words(arms) === words(studyArms),
    detail: `The list has ${words(arms)}; the study in force has ${words(studyArms)}.`,
  };
}
