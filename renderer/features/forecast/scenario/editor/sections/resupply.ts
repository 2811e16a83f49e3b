import { named, names, numbers, text, time } from '../field.ts';
import type { Field } from '../field.ts';
import { fields, table } from '../group.ts';
import type { Section } from '../group.ts';
import { lineFields, siteFields } from './resupply-values.ts';

const below = (field: Field, ...outer: readonly string[]): Field => ({
  ...field,
  path: [...outer, ...field.path],
});

const calendar: readonly Field[] = [
  numbers('runWeekdays', 'runWeekdays'),
  numbers('workWeekdays', 'workWeekdays'),
  time('runAt', 'runAt', { isOptional: true }),
  time('cutOff', 'cutOff'),
  names('holidays', 'holidays'),
];

/** When sites order and how much; where the study's own rule differs. */
export const resupplySection: Section = {
  key: 'resupply',
  owns: /^resupply\b/,
  groups: (scenario, sites) => {
    const kitTypes = scenario.kitTypes.map(({ id }) => id);
    const regions = [...new Set(scenario.sites.map(({ region = 'all' }) => region))];
    return [
      fields(siteFields({ isOptional: false, at: ['resupply', 'study'] })),
      fields(
        calendar.map((field) => below(field, 'resupply', 'calendar')),
        'calendar',
      ),
      table(scenario, {
        key: 'resupplyKitTypes',
        place: 'resupply/kitTypes',
        columns: [
          named('kitType', 'kitType', kitTypes),
          named('site', 'site', sites, { isOptional: true }),
          ...lineFields({ isOptional: true, at: [] }),
        ],
        fresh: () => ({ kitType: kitTypes[0] ?? '' }),
      }),
      table(scenario, {
        key: 'resupplySites',
        place: 'resupply/sites',
        columns: [named('site', 'site', sites), ...siteFields({ isOptional: true, at: [] })],
        fresh: () => ({ site: sites[0] ?? '' }),
      }),
      table(scenario, {
        key: 'resupplyCountries',
        place: 'resupply/countries',
        columns: [
          text('country', 'country'),
          ...siteFields({ isOptional: true, at: [] }),
          names('holidays', 'holidays', { isOptional: true }),
        ],
        fresh: () => ({ country: scenario.sites[0]?.country ?? 'DE' }),
      }),
      table(scenario, {
        key: 'resupplyRegions',
        place: 'resupply/regions',
        columns: [named('region', 'region', regions), ...siteFields({ isOptional: true, at: [] })],
        fresh: () => ({ region: regions[0] ?? 'all' }),
      }),
    ];
  },
};
