import { flag, named, text, whole } from '../field.ts';
import { fields, table } from '../group.ts';
import type { Section } from '../group.ts';

const some = [
  whole('doNotShip', 'doNotShip', { isOptional: true }),
  whole('doNotCount', 'doNotCount', { isOptional: true }),
  whole('doNotDispense', 'doNotDispense', { isOptional: true }),
];

/** Days before expiry from which kits are not sent, counted or dispensed. */
export const shelfLifeSection: Section = {
  key: 'shelfLife',
  owns: /^selection\b/,
  groups: (scenario, sites) => {
    const visits = scenario.visits.map(({ id }) => id);
    return [
      fields([
        whole('doNotShip', 'selection/doNotShip'),
        whole('doNotCount', 'selection/doNotCount'),
        whole('doNotDispense', 'selection/doNotDispense'),
        flag('isBoundaryDayAllowed', 'selection/isBoundaryDayAllowed', { usual: true }),
      ]),
      table(scenario, {
        key: 'shelfLifeCountries',
        place: 'selection/countries',
        columns: [text('country', 'country'), ...some],
        fresh: () => ({ country: scenario.sites[0]?.country ?? 'DE' }),
      }),
      table(scenario, {
        key: 'shelfLifeSites',
        place: 'selection/sites',
        columns: [named('site', 'site', sites), ...some],
        fresh: () => ({ site: sites[0] ?? '' }),
      }),
      table(scenario, {
        key: 'shelfLifeVisits',
        place: 'selection/visits',
        columns: [named('visit', 'visit', visits), whole('doNotDispense', 'doNotDispense')],
        fresh: () => ({ visit: visits[0] ?? '', doNotDispense: 30 }),
      }),
    ];
  },
};
