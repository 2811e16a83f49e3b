import { describe, expect, it } from 'vitest';
import { compareDefinitions } from '../../../../shared/domain/study/compare-definitions.ts';
import type { StudyDefinition } from '../../../../shared/domain/study/study-definition.ts';
import { demonstrationStudy } from '../../../builders/demonstration-study.ts';

const before = demonstrationStudy();
const changes = (after: StudyDefinition) => compareDefinitions(before, after);
const [first, ...others] = before.sites;
if (first === undefined) throw new Error('the demonstration study has sites');

describe('amendments', () => {
  it('finds nothing between equal definitions, whatever object they are', () => {
    expect(changes(structuredClone(before))).toEqual([]);
  });

  it('says what changes in words, and allows a site to be closed', () => {
    const after = { ...before, sites: [{ ...first, status: 'closed' as const }, ...others] };
    expect(changes(after)).toEqual([
      {
        what: 'sites S001 status',
        inWords: 'sites: status of S001 changes from "active" to "closed".',
      },
    ]);
  });

  it('allows more sites, more subjects, renamed arms, other do-not days', () => {
    const { study } = before.selection;
    const after: StudyDefinition = {
      ...before,
      plannedSubjects: 600,
      arms: before.arms.map((arm) => ({ ...arm, name: `${arm.name}!` })),
      sites: [...before.sites, { ...first, id: 'S999' as typeof first.id }],
      selection: { ...before.selection, study: { ...study, doNotShip: 70 } },
    };
    const found = changes(after);
    expect(found.map(({ what }) => what)).toEqual([
      'plannedSubjects',
      'arms active name',
      'arms placebo name',
      'sites S999',
      'selection study doNotShip',
    ]);
    expect(found.filter(({ refusedAfterRandomization }) => refusedAfterRandomization)).toEqual([]);
  });

  it.each<[string, StudyDefinition, string]>([
    [
      'ratio',
      { ...before, arms: before.arms.map((arm) => ({ ...arm, ratio: 2 })) },
      'arms active ratio',
    ],
    ['an arm less', { ...before, arms: before.arms.slice(0, 1) }, 'arms placebo'],
    ['the order of arms', { ...before, arms: before.arms.toReversed() }, 'arms order'],
    ['a factor less', { ...before, factors: before.factors.slice(0, 1) }, 'factors prior-therapy'],
    ['environment', { ...before, environment: 'PROD' }, 'environment'],
    ['blinding', { ...before, blinding: 'open-label' }, 'blinding'],
    [
      'protocol number',
      { ...before, protocol: { ...before.protocol, number: 'X' } },
      'protocol number',
    ],
    ['a site removed', { ...before, sites: others }, 'sites S001'],
    [
      'a site in another region',
      {
        ...before,
        sites: [{ ...first, region: before.regions[4]?.id ?? first.region }, ...others],
      },
      'sites S001 region',
    ],
    ['a visit removed', { ...before, visits: before.visits.slice(0, -1) }, 'visits V6'],
    [
      'units of a kit',
      { ...before, kitTypes: before.kitTypes.map((type) => ({ ...type, unitCount: 36 })) },
      'kitTypes capsules-active unitCount',
    ],
  ])('%s is refused after randomization, with a reason', (_name, after, what) => {
    const change = changes(after).find((candidate) => candidate.what === what);
    expect(change?.refusedAfterRandomization).toMatch(/\w+ \w+/);
  });

  it('does not refuse a new title: not everything is frozen', () => {
    const after = { ...before, protocol: { ...before.protocol, title: 'New' } };
    expect(changes(after)[0]?.refusedAfterRandomization).toBeUndefined();
  });
});
