import type { DefinitionPath, UnplacedIssue } from './definition-issue.ts';
import { shown } from './definition-issue.ts';
import type { DoNotDaysOverrides, StudyDefinition } from './study-definition.ts';

function repeated(ids: readonly string[], pathOf: (index: number) => DefinitionPath, noun: string) {
  const seen = new Set<string>();
  const issues: UnplacedIssue[] = [];
  for (const [index, id] of ids.entries()) {
    // Ids that differ only in case are told apart by no one who reads them aloud.
    const key = id.toLowerCase();
    if (seen.has(key)) {
      issues.push({
        path: pathOf(index),
        found: `${shown(id)} again`,
        expected: `a ${noun} that is not used yet (capitals do not count)`,
        next: `Give each ${noun} once.`,
      });
    }
    seen.add(key);
  }
  return issues;
}

const repeatedIds = (list: readonly { readonly id: string }[], name: string, noun: string) =>
  repeated(
    list.map(({ id }) => id),
    (index) => [name, index, 'id'],
    noun,
  );

const repeatedVisitKits = (definition: StudyDefinition): readonly UnplacedIssue[] => [
  ...repeated(
    definition.visitKits.map(({ visit, arm }) => `${visit}/${arm}`),
    (index) => ['visitKits', index],
    'pair of visit and arm',
  ),
  ...definition.visitKits.flatMap(({ kits }, index) =>
    repeated(
      kits.map(({ kitType }) => kitType),
      (kit) => ['visitKits', index, 'kits', kit, 'kitType'],
      'kit type in one visit',
    ),
  ),
];

const repeatedOverrides = (overrides: DoNotDaysOverrides): readonly UnplacedIssue[] =>
  (['countries', 'sites', 'visits'] as const).flatMap((level) =>
    repeated(
      overrides[level].map((row) => overrideKey(row)),
      (index) => ['selection', 'overrides', level, index],
      'override',
    ),
  );

/** Ids, names and rows that must be unique within a definition. */
export function uniquenessIssues(definition: StudyDefinition): readonly UnplacedIssue[] {
  return [
    ...repeatedIds(definition.arms, 'arms', 'arm id'),
    ...repeatedIds(definition.kitTypes, 'kitTypes', 'kit type id'),
    ...repeatedIds(definition.visits, 'visits', 'visit id'),
    ...repeatedIds(definition.factors, 'factors', 'factor id'),
    ...repeatedIds(definition.regions, 'regions', 'region id'),
    ...repeatedIds(definition.sites, 'sites', 'site id'),
    ...repeatedIds(definition.depots, 'depots', 'depot id'),
    ...repeated(
      definition.gates.eligibility.map(({ id }) => id),
      (index) => ['gates', 'eligibility', index, 'id'],
      'criterion id',
    ),
    ...repeated(
      definition.gates.consentVersions,
      (i) => ['gates', 'consentVersions', i],
      'version',
    ),
    ...definition.factors.flatMap((factor, index) =>
      repeated(
        factor.levels.map(({ id }) => id),
        (level) => ['factors', index, 'levels', level, 'id'],
        'level id',
      ),
    ),
    ...repeatedVisitKits(definition),
    ...repeated(definition.roles, (index) => ['roles', index], 'role'),
    ...repeatedOverrides(definition.selection.overrides),
  ];
}

const overrideKey = (row: { country?: string; site?: string; visit?: string }): string =>
  row.country ?? row.site ?? row.visit ?? '';

/** Every id that points at another part of the definition must point at something. */
export function referenceIssues(definition: StudyDefinition): readonly UnplacedIssue[] {
  const idsOf = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id));
  const [arms, kitTypes, visits] = [definition.arms, definition.kitTypes, definition.visits].map(
    idsOf,
  ) as [Set<string>, Set<string>, Set<string>];
  const [regions, sites, depots] = [definition.regions, definition.sites, definition.depots].map(
    idsOf,
  ) as [Set<string>, Set<string>, Set<string>];
  const issues: UnplacedIssue[] = [];
  const refer = (known: Set<string>, id: string, noun: string, path: DefinitionPath): void => {
    if (known.has(id)) return;
    const choices = [...known].slice(0, 8).map((choice) => JSON.stringify(choice));
    issues.push({
      path,
      found: shown(id),
      expected: `the id of a ${noun} of this study (${choices.join(', ')}${known.size > 8 ? ', …' : ''})`,
      next: `Correct the id, or add the ${noun}.`,
    });
  };
  for (const [index, site] of definition.sites.entries()) {
    refer(regions, site.region, 'region', ['sites', index, 'region']);
    refer(depots, site.depot, 'depot', ['sites', index, 'depot']);
  }
  for (const [index, row] of definition.visitKits.entries()) {
    refer(visits, row.visit, 'visit', ['visitKits', index, 'visit']);
    refer(arms, row.arm, 'arm', ['visitKits', index, 'arm']);
    for (const [kit, { kitType }] of row.kits.entries()) {
      refer(kitTypes, kitType, 'kit type', ['visitKits', index, 'kits', kit, 'kitType']);
    }
  }
  const { overrides } = definition.selection;
  for (const [index, row] of overrides.sites.entries()) {
    refer(sites, row.site, 'site', ['selection', 'overrides', 'sites', index, 'site']);
  }
  for (const [index, row] of overrides.visits.entries()) {
    refer(visits, row.visit, 'visit', ['selection', 'overrides', 'visits', index, 'visit']);
  }
  return issues;
}
