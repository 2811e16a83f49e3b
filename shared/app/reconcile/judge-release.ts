import type { ReleaseMode } from '../../domain/backup/pack-terms.ts';
import type { Opening, PersonAtSite } from '../../ledger/bundle/assignment-facts.ts';
import type { PackView } from './central-view.ts';

const releaseInWords: Readonly<Record<ReleaseMode, string>> = {
  helpline: 'by telephone',
  'two-person': 'by two people',
  self: 'by one person',
};

/** How the release of a layer differs from what the pack asks, in words; nothing when it fits. */
export function releaseProblems(
  opening: Opening,
  pack: Pick<PackView, 'release' | 'people'>,
): readonly string[] {
  const { layer, mode } = opening;
  if (mode !== pack.release) {
    return [
      `Layer ${layer} was released ${releaseInWords[mode]}; the pack asks for a release ${releaseInWords[pack.release]}.`,
    ];
  }
  return mode === 'two-person' ? pairProblems(opening, pack.people) : [];
}

/** Two different people, both of the site at that moment, and both named by the study where it names any. */
function pairProblems(opening: Opening, named: readonly string[]): readonly string[] {
  const { layer, second, openedBy, people } = opening;
  if (second === null) return [`Layer ${layer} was opened without the second person.`];
  if (people === undefined) {
    return second === openedBy ? [onePerson(layer, openedBy)] : [];
  }
  const strangers = [
    ...(people.opener === null ? [openedBy] : []),
    ...(people.second === null ? [second] : []),
  ];
  if (strangers.length > 0) {
    return strangers.map(
      (name) =>
        `Layer ${layer} was opened with ${name}, who was not among the people of the site then.`,
    );
  }
  if (people.opener?.user === people.second?.user) return [onePerson(layer, openedBy)];
  if (named.length === 0) return [];
  return [people.opener, people.second]
    .filter((person): person is PersonAtSite => person !== null && !isNamed(person, named))
    .map(
      ({ name }) => `Layer ${layer} was opened with ${name}, whom the study did not name for it.`,
    );
}

const onePerson = (layer: number, name: string): string =>
  `Layer ${layer} needed two people; ${name} was both of them.`;

/** By a code of the study for this name, or by the word of two people whom the study named. */
const isNamed = ({ name, confirmed }: PersonAtSite, named: readonly string[]): boolean =>
  confirmed === 'people' || (confirmed === 'code' && named.includes(name));
