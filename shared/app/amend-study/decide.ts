import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { compareDefinitions } from '../../domain/study/compare-definitions.ts';
import type { DefinitionChange } from '../../domain/study/compare-definitions.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';

/** What the study has already done with the definition in force. */
export interface AmendmentFacts {
  readonly subjects: number;
  readonly kits: number;
  /** Lists that are not retired, and lists ever generated. */
  readonly liveLists: number;
  readonly lists: number;
  readonly siteStatus: ReadonlyMap<string, string>;
  /** People of blinded roles who were given access with all keys while the study was open-label. */
  readonly blindedWithKey: readonly string[];
}

/** Why one change may not be made, in words, or null. */
type Objection = (change: DefinitionChange, facts: AmendmentFacts) => string | null;

const partOf = ({ what }: DefinitionChange): string => what.split(' ')[0] as string;

const neverChanges: Readonly<Record<string, string>> = {
  environment: 'a trial run and the real study are separate files',
  protocol: 'the protocol number names the study in lists, seeds and labels',
};

const objections: readonly Objection[] = [
  (change, { subjects }) =>
    subjects > 0 && change.refusedAfterRandomization !== undefined
      ? `${change.refusedAfterRandomization} (${subjects} subjects are randomized)`
      : null,
  (change) => {
    const isFixed = change.what === 'environment' || change.what === 'protocol number';
    return isFixed ? (neverChanges[partOf(change)] as string) : null;
  },
  (change, { liveLists }) =>
    liveLists > 0 &&
    (partOf(change) === 'arms' || partOf(change) === 'factors') &&
    change.refusedAfterRandomization !== undefined
      ? 'a randomization list rests on the arms, the ratio and the factors; retire it first'
      : null,
  ({ what }, { blindedWithKey }) =>
    what === 'blinding' && blindedWithKey.length > 0
      ? `the study was open-label, and people of blinded roles hold its unblinding key, which cannot be taken back: ${blindedWithKey.slice(0, 20).join(', ')}; found a new study for a blinded design`
      : null,
  (change) =>
    /^(sites|depots) \S+$/.test(change.what) && change.inWords.endsWith('is removed.')
      ? 'a place stays in the study; close it instead'
      : null,
];

/** Kits and slots hold the position of their type and arm: ids in use keep their places, new ones follow. */
function orderObjection(
  what: string,
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): string | null {
  const moved = before.find(({ id }, i) => after[i]?.id !== id);
  return moved === undefined
    ? null
    : `${what} ${moved.id} must stay in place ${before.indexOf(moved) + 1}: what is recorded refers to it; add new ones at the end.`;
}

/**
 * A site's status is set by its own step. The new text may repeat the earlier one or say what holds now; another
 * status would look like a change that never happened.
 */
function statusObjections(
  before: StudyDefinition,
  after: StudyDefinition,
  { siteStatus }: AmendmentFacts,
): readonly string[] {
  const earlier = new Map(before.sites.map(({ id, status }) => [id as string, status as string]));
  return after.sites.flatMap(({ id, status }) => {
    const isNew = !earlier.has(id);
    return isNew || status === earlier.get(id) || status === siteStatus.get(id)
      ? []
      : [
          `sites: ${id} is ${siteStatus.get(id) ?? 'unknown'}; its status is set on the Study screen.`,
        ];
  });
}

const isStatusOfSite = ({ what }: DefinitionChange): boolean => /^sites \S+ status$/.test(what);

/** What changes, in words, or the refusal `amendment-not-possible` with every change that cannot be. */
export function decideAmendment(
  before: StudyDefinition,
  after: StudyDefinition,
  facts: AmendmentFacts,
): Result<readonly string[], Refusal> {
  const changes = compareDefinitions(before, after).filter((change) => !isStatusOfSite(change));
  const problems = [
    ...changes.flatMap((change) => {
      const why = objections.map((object) => object(change, facts)).find((text) => text !== null);
      return why === undefined ? [] : [`${change.inWords} Not possible: ${why}.`];
    }),
    ...(facts.kits > 0 ? [orderObjection('kit type', before.kitTypes, after.kitTypes)] : []),
    ...(facts.lists > 0 ? [orderObjection('arm', before.arms, after.arms)] : []),
    ...statusObjections(before, after, facts),
  ].filter((problem) => problem !== null);
  if (problems.length > 0) {
    return err(
      refusal(
        'amendment-not-possible',
        `${problems.length} changes of the definition cannot be made now; the version in force stays.`,
        'Take these changes back and sign the amendment again.',
        problems.slice(0, 50),
      ),
    );
  }
  if (changes.length > 0) return ok(changes.map(({ inWords }) => inWords));
  return err(
    refusal(
      'amendment-empty',
      'The definition says the same as the version in force.',
      'Change the definition first.',
    ),
  );
}
