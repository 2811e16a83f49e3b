import type { ResupplySettings } from '../../shared/domain/stock/resupply-settings.ts';

/** Fixed levels 4 and 8, every weekday, three days of transport. */
export const plainResupply: ResupplySettings = {
  study: {
    triggersAt: 'at-or-below',
    scope: 'triggered-types',
    pooling: 'by-type',
    demandOf: 'all-arms',
    initialOn: 'activation',
    newSubjectsPerDay: 0,
    dropoutPerDay: 0,
    minimumShelfLifeDays: 0,
    leadDays: 3,
    levels: { kind: 'min-max', trigger: 4, ceiling: 8 },
    packSize: 1,
    packRounding: 'down',
    initialStock: 6,
  },
  calendar: {
    runWeekdays: [1, 2, 3, 4, 5],
    workWeekdays: [1, 2, 3, 4, 5],
    holidays: [],
    cutOff: '14:00',
  },
  countries: [],
  sites: [],
  kitTypes: [],
};
