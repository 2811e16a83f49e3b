import { amount, choice, whole } from '../field.ts';
import type { Field } from '../field.ts';
import { valueAt, withValue } from '../place.ts';
import type { Place } from '../place.ts';

interface Wanted {
  /** Values of a part of the study may be left out: those of the study hold. */
  readonly isOptional: boolean;
  /** Where the values stand. */
  readonly at: Place;
}

const forms = {
  'min-max': { kind: 'min-max', trigger: 3, ceiling: 6 },
  predictive: { kind: 'predictive', triggerDays: 21, resupplyDays: 42, buffer: 2 },
};

function levelFields({ isOptional, at }: Wanted): readonly Field[] {
  const place = [...at, 'levels'];
  const kindOf = (row: unknown) => valueAt(row, [...place, 'kind']);
  const of = (kind: keyof typeof forms, name: string): Field => ({
    ...whole(name, name, { isOff: (row) => kindOf(row) !== kind }),
    path: [...place, name],
  });
  const kinds: Readonly<Record<string, unknown>> = isOptional
    ? { none: undefined, ...forms }
    : forms;
  return [
    {
      ...choice('levels', 'levels', Object.keys(kinds), { isGroup: true }),
      path: place,
      read: (row) => kindOf(row) ?? 'none',
      write: (row, kind) => withValue(row, place, kinds[String(kind)]),
    },
    of('min-max', 'trigger'),
    of('min-max', 'ceiling'),
    of('predictive', 'triggerDays'),
    of('predictive', 'resupplyDays'),
    of('predictive', 'buffer'),
  ];
}

const placed = ({ isOptional, at }: Wanted, fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => ({
    ...field,
    path: [...at, ...field.path],
    ...(isOptional ? { isOptional } : {}),
  }));

/** Values that may differ by kit type. */
export const lineFields = (wanted: Wanted): readonly Field[] => [
  ...levelFields(wanted),
  ...placed(wanted, [
    whole('initialStock', 'initialStock'),
    whole('packSize', 'packSize'),
    choice('packRounding', 'packRounding', ['down', 'up']),
  ]),
];

/** Values that may differ by site. */
export const siteFields = (wanted: Wanted): readonly Field[] => [
  ...lineFields(wanted),
  ...placed(wanted, [
    whole('leadDays', 'leadDays'),
    choice('triggersAt', 'triggersAt', ['below', 'at-or-below']),
    choice('scope', 'scope', ['all-types', 'triggered-types']),
    choice('pooling', 'pooling', ['by-type', 'all-types']),
    choice('demandOf', 'demandOf', ['own-arm', 'all-arms']),
    choice('initialOn', 'initialOn', ['activation', 'first-screened', 'first-randomized']),
    whole('minimumShelfLifeDays', 'minimumShelfLifeDays'),
    amount('newSubjectsPerDay', 'newSubjectsPerDay'),
    amount('expectedDropout', 'dropoutPerDay'),
  ]),
];
