import { day, named, whole } from '../field.ts';
import { table, tableOfSites } from '../group.ts';
import type { Section } from '../group.ts';

/** What is there on the first day: kits at sites and on their way, and subjects in the study. */
export const beginningSection: Section = {
  key: 'beginning',
  owns: /^(sites\[\d+\]\.(stock|inTransit)|subjects\.present)\b/,
  groups: (scenario, sites) => {
    const lots = scenario.lots.map(({ id }) => id);
    const held = [named('lot', 'lot', lots), whole('kits', 'kits')];
    const visits = scenario.visits.map(({ id }) => id);
    const levels = scenario.titration?.levels ?? [];
    return [
      tableOfSites(scenario, {
        key: 'stock',
        member: 'stock',
        columns: held,
        fresh: () => ({ lot: lots[0] ?? '', kits: 1 }),
      }),
      tableOfSites(scenario, {
        key: 'inTransit',
        member: 'inTransit',
        columns: [...held, day('arrives', 'arrives')],
        fresh: () => ({ lot: lots[0] ?? '', kits: 1, arrives: scenario.start }),
      }),
      table(scenario, {
        key: 'present',
        place: 'subjects/present',
        columns: [
          named('site', 'site', sites),
          named(
            'arm',
            'arm',
            scenario.arms.map(({ id }) => id),
          ),
          day('randomizedOn', 'randomized'),
          {
            ...named('nextVisit', 'nextVisit', visits, { isOptional: true }),
            write: (row, value) => ({ ...(row as object), nextVisit: value ?? null }),
          },
          ...(levels.length > 0 ? [named('dose', 'dose', levels, { isOptional: true })] : []),
        ],
        fresh: () => ({
          site: sites[0] ?? '',
          arm: scenario.arms[0]?.id ?? '',
          randomized: scenario.start,
          nextVisit: visits[1] ?? null,
        }),
      }),
    ];
  },
};
