import { amount, day, flag, form, named, text, whole } from '../field.ts';
import type { Field } from '../field.ts';
import { freshName, table } from '../group.ts';
import type { Scenario, Section } from '../group.ts';
import { valueAt, withValue } from '../place.ts';
import { rateFields } from './rates.ts';

const openingOf = (activation: unknown): string => {
  if (valueAt(activation, ['on']) !== undefined) return 'on';
  return valueAt(activation, ['shape']) === undefined ? 'window' : 'beta';
};
const isNot =
  (...kinds: readonly string[]) =>
  (row: unknown): boolean =>
    !kinds.includes(openingOf(valueAt(row, ['activation'])));

/** Screened and days belong together: setting one states the other, emptying one takes both out. */
const history = (field: Field): Field => ({
  ...field,
  write: (row, value) =>
    value === undefined
      ? withValue(row, ['history'], undefined)
      : withValue(
          withValue(row, ['history'], {
            screened: 0,
            days: 0,
            ...(valueAt(row, ['history']) as object | undefined),
          }),
          field.path,
          value,
        ),
});

function columnsOf({ start, depots }: Scenario): readonly Field[] {
  const openings = {
    on: { on: start },
    window: { from: start, to: start },
    beta: { from: start, to: start, shape: { alpha: 2, beta: 3 } },
  };
  const depotNames = depots.map(({ id }) => id);
  return [
    text('siteId', 'id'),
    whole('count', 'count', { usual: 1 }),
    text('region', 'region', { usual: 'all' }),
    text('country', 'country'),
    named('depot', 'depot', depotNames),
    form('opening', 'activation', openings, openingOf),
    day('opensOn', 'activation/on', { isOff: isNot('on') }),
    day('opensFrom', 'activation/from', { isOff: isNot('window', 'beta') }),
    day('opensTo', 'activation/to', { isOff: isNot('window', 'beta') }),
    amount('shapeAlpha', 'activation/shape/alpha', { isOff: isNot('beta') }),
    amount('shapeBeta', 'activation/shape/beta', { isOff: isNot('beta') }),
    whole('minimum', 'minimum', { isOptional: true }),
    whole('maximum', 'maximum', { isOptional: true }),
    ...rateFields(() => false, true),
    history(whole('screened', 'history/screened', { isOptional: true })),
    history(amount('openDays', 'history/days', { isOptional: true })),
    whole('suppliedDaysBefore', 'suppliedDaysBefore', { usual: 14 }),
    flag('isSupplied', 'isSupplied', { usual: false }),
    flag('isClosed', 'isClosed', { usual: false }),
  ];
}

/** A new site is like the last one, without what that one has done. */
const freshSite =
  ({ start, depots }: Scenario) =>
  (rows: readonly unknown[]) => {
    const last = rows.at(-1);
    const of = (member: string): unknown => valueAt(last, [member]);
    return {
      id: freshName(rows, 'id', 'S001'),
      region: of('region') ?? 'all',
      country: of('country') ?? 'DE',
      depot: of('depot') ?? depots[0]?.id ?? '',
      activation: { on: start },
    };
  };

/** Where subjects come from. */
export const sitesSection: Section = {
  key: 'sites',
  owns: /^sites(?!\[\d+\]\.(stock|inTransit)\b)/,
  groups: (scenario) => [
    table(scenario, {
      key: 'sites',
      place: 'sites',
      columns: columnsOf(scenario),
      fresh: freshSite(scenario),
    }),
  ],
};
