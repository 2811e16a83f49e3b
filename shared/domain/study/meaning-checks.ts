import { isCountryCode } from '../place/country.ts';
import { isKnownZone } from '../place/local-day.ts';
import type { DefinitionPath, UnplacedIssue } from './definition-issue.ts';
import { shown } from './definition-issue.ts';
import type {
  DateFactor,
  NumberFactor,
  StratificationFactor,
  StudyDefinition,
} from './study-definition.ts';

function placeIssues(definition: StudyDefinition): readonly UnplacedIssue[] {
  const zones = new Map<string, boolean>();
  const known = (zone: string): boolean => {
    const cached = zones.get(zone) ?? isKnownZone(zone);
    zones.set(zone, cached);
    return cached;
  };
  const countryIssue = (country: string, path: DefinitionPath): readonly UnplacedIssue[] =>
    isCountryCode(country)
      ? []
      : [
          {
            path,
            found: shown(country),
            expected: 'a country of ISO 3166-1',
            next: 'Use its two-letter code, e.g. GB, ES, US.',
          },
        ];
  const placesOf = (name: 'sites' | 'depots') =>
    definition[name].flatMap((place, index) => [
      ...countryIssue(place.country, [name, index, 'country']),
      ...(known(place.zone)
        ? []
        : [
            {
              path: [name, index, 'zone'],
              found: shown(place.zone),
              expected: 'a time zone of the IANA database',
              next: 'Use Area/City, e.g. Europe/Madrid.',
            },
          ]),
    ]);
  return [
    ...placesOf('sites'),
    ...placesOf('depots'),
    ...definition.selection.overrides.countries.flatMap(({ country }, index) =>
      countryIssue(country, ['selection', 'overrides', 'countries', index, 'country']),
    ),
  ];
}

function visitIssues(definition: StudyDefinition): readonly UnplacedIssue[] {
  const flagged = definition.visits.filter(({ isRandomization }) => isRandomization);
  const issues: UnplacedIssue[] = [];
  if (flagged.length !== 1) {
    issues.push({
      path: ['visits'],
      found: `${flagged.length} randomization visits`,
      expected: 'exactly one',
      next: 'Set isRandomization: true on one visit only.',
    });
  }
  const supplied = new Set(definition.visitKits.map(({ arm }) => arm));
  for (const [index, arm] of definition.arms.entries()) {
    if (supplied.has(arm.id)) continue;
    issues.push({
      path: ['arms', index],
      found: `no kits for arm ${shown(arm.id)} at any visit`,
      expected: 'kits for every arm at least at one visit',
      next: 'Add a row for this arm to visitKits.',
    });
  }
  return issues;
}

/** Words that name a place in stratum keys. */
const placeWords = new Set<string>(['site', 'region', 'all']);

function factorIssues(factor: StratificationFactor, index: number): readonly UnplacedIssue[] {
  if (placeWords.has(factor.id)) {
    return [
      {
        path: ['factors', index, 'id'],
        found: shown(factor.id),
        expected: 'a factor id other than site, region or all',
        next: 'Stratify by site or region in the specification of the list.',
      },
    ];
  }
  return factor.kind === 'level' ? [] : cutPointIssues(factor, index);
}

function cutPointIssues(
  factor: NumberFactor | DateFactor,
  index: number,
): readonly UnplacedIssue[] {
  const issues: UnplacedIssue[] = [];
  const { cutPoints, levels } = factor;
  const say = (path: DefinitionPath, found: string, expected: string, next: string) =>
    issues.push({ path: ['factors', index, ...path], found, expected, next });
  if (cutPoints.some((point, at) => at > 0 && point <= (cutPoints[at - 1] as number))) {
    say(['cutPoints'], shown(cutPoints.join(', ')), 'rising cut-points', 'Sort them, each once.');
  }
  if (levels.length !== cutPoints.length + 1) {
    const wanted = `${cutPoints.length + 1} levels for ${cutPoints.length} cut-points`;
    say(['levels'], `${levels.length} levels`, wanted, 'Give one level more than cut-points.');
  }
  const precision = factor.kind === 'date' ? 0 : factor.rounding === 'none' ? 6 : factor.decimals;
  if (cutPoints.some((point) => Number(point.toFixed(precision)) !== point)) {
    const expected = `cut-points with at most ${precision} decimals`;
    say(
      ['cutPoints'],
      shown(cutPoints.join(', ')),
      expected,
      'A rounded value cannot reach between.',
    );
  }
  if (factor.kind === 'number') {
    const [first, last] = [cutPoints[0] as number, cutPoints.at(-1) as number];
    if (!(factor.minimum < first && last <= factor.maximum)) {
      const found = `${factor.minimum} to ${factor.maximum}`;
      say(['minimum'], found, 'a range around all cut-points', 'Every level must be reachable.');
    }
  } else if (cutPoints.some((point) => point < 1)) {
    say(['cutPoints'], shown(cutPoints.join(', ')), 'cut-points of at least 1', 'Correct them.');
  }
  return issues;
}

function numberFormatIssues(definition: StudyDefinition): readonly UnplacedIssue[] {
  const { alphabet, check, length, prefix } = definition.kitNumbers;
  if (check === 'mod-11-10' && (alphabet !== 'digits' || !/^\d*$/.test(prefix))) {
    return [
      {
        path: ['kitNumbers', 'check'],
        found: shown(check),
        expected: 'digits only (prefix and alphabet) for MOD 11,10',
        next: 'Use mod-37-36 for numbers with letters.',
      },
    ];
  }
  // Ten numbers possible for each one used keep the list from telling its neighbours.
  const room = (alphabet === 'digits' ? 10 : 20) ** length;
  if (room >= definition.plannedSubjects * 10) return [];
  return [
    {
      path: ['kitNumbers', 'length'],
      found: `${length} characters, room for ${room} numbers`,
      expected: `room for at least ${definition.plannedSubjects * 10}`,
      next: 'Lengthen the numbers.',
    },
  ];
}

/** Rules on meaning that a schema cannot express; the definition's references must already hold. */
export const meaningIssues = (definition: StudyDefinition): readonly UnplacedIssue[] => [
  ...placeIssues(definition),
  ...visitIssues(definition),
  ...definition.factors.flatMap(factorIssues),
  ...numberFormatIssues(definition),
];
