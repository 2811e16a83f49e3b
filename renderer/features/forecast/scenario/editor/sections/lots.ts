import { addDays, isIsoDate } from '../../../../../../shared/base/iso-date.ts';
import { day, named, names, text, whole } from '../field.ts';
import { freshName, table } from '../group.ts';
import type { Section } from '../group.ts';
import { valueAt } from '../place.ts';

/** Kit types, depots, and the lots and campaigns that come to them. */
export const lotsSection: Section = {
  key: 'lots',
  owns: /^(kitTypes(?!\[\d+\]\.cost)|depots|lots)\b/,
  groups: (scenario) => {
    const { start } = scenario;
    const later = (days: number): string => (isIsoDate(start) ? addDays(start, days) : start);
    const kitTypes = scenario.kitTypes.map(({ id }) => id);
    const depots = scenario.depots.map(({ id }) => id);
    return [
      table(scenario, {
        key: 'lots',
        place: 'lots',
        columns: [
          text('lotId', 'id'),
          named('kitType', 'kitType', kitTypes),
          named('depot', 'depot', depots),
          whole('kits', 'kits'),
          day('release', 'release'),
          day('expiry', 'expiry'),
          names('notFor', 'notFor', { isOptional: true }),
        ],
        fresh: (rows) => ({
          id: freshName(rows, 'id', 'LOT-1'),
          kitType: valueAt(rows.at(-1), ['kitType']) ?? kitTypes[0] ?? '',
          depot: valueAt(rows.at(-1), ['depot']) ?? depots[0] ?? '',
          kits: 100,
          release: later(60),
          expiry: later(60 + 540),
        }),
      }),
      table(scenario, {
        key: 'kitTypes',
        place: 'kitTypes',
        columns: [text('kitTypeId', 'id')],
        fresh: (rows) => ({ id: freshName(rows, 'id', 'kit') }),
      }),
      table(scenario, {
        key: 'depots',
        place: 'depots',
        columns: [text('depotId', 'id')],
        fresh: (rows) => ({ id: freshName(rows, 'id', 'depot') }),
      }),
    ];
  },
};
