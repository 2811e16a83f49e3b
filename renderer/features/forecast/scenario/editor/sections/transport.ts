import { form, numbers, share, text, whole } from '../field.ts';
import type { Field } from '../field.ts';
import { fields, table } from '../group.ts';
import type { Section } from '../group.ts';
import { valueAt } from '../place.ts';
import type { Place } from '../place.ts';

const forms = {
  'as-planned': { kind: 'as-planned' },
  fixed: { kind: 'fixed', days: 4 },
  triangular: { kind: 'triangular', low: 2, mode: 3, high: 7 },
  shares: { kind: 'shares', days: [2, 3, 4], shares: [1, 2, 1] },
};

const kindOf = (lead: unknown): string => String(valueAt(lead, ['kind']) ?? 'as-planned');

/** The days that transports take, in one of four ways. */
function leadFields(at: Place): readonly Field[] {
  const place = [...at, 'lead'];
  const of = (kind: keyof typeof forms, field: Field): Field => ({
    ...field,
    path: [...place, ...field.path],
    isOff: (row) => kindOf(valueAt(row, place)) !== kind,
  });
  return [
    form('lead', place.join('/'), forms, kindOf),
    of('fixed', whole('leadFixed', 'days')),
    of('triangular', whole('leadLow', 'low')),
    of('triangular', whole('leadMode', 'mode')),
    of('triangular', whole('leadHigh', 'high')),
    of('shares', numbers('leadChoices', 'days')),
    of('shares', numbers('leadShares', 'shares')),
  ];
}

/** How long shipments take and what befalls them. */
export const transportSection: Section = {
  key: 'transport',
  owns: /^transport\b/,
  groups: (scenario) => [
    fields([
      ...leadFields(['transport']),
      share('loss', 'transport/loss', { usual: 0 }),
      share('damage', 'transport/damage', { usual: 0 }),
      share('excursion', 'transport/excursion', { usual: 0 }),
      share('rejected', 'transport/rejected', { usual: 0.5 }),
      whole('quarantineDays', 'transport/quarantineDays', { usual: 5 }),
    ]),
    table(scenario, {
      key: 'leadCountries',
      place: 'transport/countries',
      columns: [text('country', 'country'), ...leadFields([])],
      fresh: () => ({ country: scenario.sites[0]?.country ?? 'DE', lead: forms.triangular }),
    }),
  ],
};
