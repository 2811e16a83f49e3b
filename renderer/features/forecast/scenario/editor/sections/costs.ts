import { amount, text } from '../field.ts';
import { fields, table } from '../group.ts';
import type { Section } from '../group.ts';

/** What kits, shipments and destruction cost. */
export const costsSection: Section = {
  key: 'costs',
  owns: /^(costs\b|kitTypes\[\d+\]\.cost)/,
  groups: (scenario) => [
    fields([
      amount('shipmentCost', 'costs/shipment', { usual: 0 }),
      amount('destruction', 'costs/destruction', { usual: 0 }),
    ]),
    {
      kind: 'table',
      key: 'kitCosts',
      rows: scenario.kitTypes.map(({ id }, i) => ({ place: ['kitTypes', i], owner: id })),
      columns: () => [amount('kitCost', 'cost', { usual: 0 })],
    },
    table(scenario, {
      key: 'shipmentByCountry',
      place: 'costs/shipmentByCountry',
      columns: [text('country', 'country'), amount('shipmentCost', 'shipment')],
      fresh: () => ({ country: scenario.sites[0]?.country ?? 'DE', shipment: 100 }),
    }),
  ],
};
