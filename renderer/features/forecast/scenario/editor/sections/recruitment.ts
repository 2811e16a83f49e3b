import {
  amount,
  choice,
  day,
  flag,
  form,
  named,
  names,
  readField,
  share,
  whole,
  writeField,
} from '../field.ts';
import type { Field } from '../field.ts';
import { fields, table } from '../group.ts';
import type { Section } from '../group.ts';
import { valueAt, withValue } from '../place.ts';
import { rateFields } from './rates.ts';

const policies = {
  competitive: { kind: 'competitive' },
  balanced: { kind: 'balanced' },
  restricted: { kind: 'restricted', minimum: 0, maximum: 20 },
};

const policyOf = (policy: unknown): string => String(valueAt(policy, ['kind']) ?? 'competitive');

const isUnrestricted = (row: unknown): boolean =>
  policyOf(valueAt(row, ['policy'])) !== 'restricted';

/** Failure and days of screening belong together: setting one states the other. */
const screening = (field: Field): Field => ({
  ...field,
  write: (row, value) => {
    const whole = withValue(row, ['screening'], {
      failure: 0,
      days: 0,
      ...(valueAt(row, ['screening']) as object | undefined),
    });
    return withValue(whole, field.path, value ?? 0);
  },
});

/** A field of recruitment, read from the scenario as a whole. */
const ofRecruitment = (field: Field): Field => {
  const { isOff } = field;
  const group = (scenario: unknown): unknown => valueAt(scenario, ['recruitment']);
  return {
    ...field,
    path: ['recruitment', ...field.path],
    read: (scenario) => readField(field, group(scenario)),
    write: (scenario, value) =>
      withValue(scenario, ['recruitment'], writeField(field, group(scenario), value)),
    ...(isOff === undefined ? {} : { isOff: (scenario: unknown) => isOff(group(scenario)) }),
  };
};

const isFitted = (row: unknown): boolean => valueAt(row, ['fitRate']) === true;

/** How many, how fast, and within which limits. */
export const recruitmentSection: Section = {
  key: 'recruitment',
  owns: /^recruitment\b/,
  groups: (scenario) => [
    fields(
      [
        whole('target', 'target'),
        day('targetDate', 'targetDate', { isOptional: true }),
        flag('goesOn', 'goesOn', { usual: false }),
        flag('fitRate', 'fitRate', { usual: false }),
        ...rateFields(isFitted, false),
        amount('decayPerDay', 'decayPerDay', { usual: 0 }),
        choice('arrivals', 'arrivals', ['poisson', 'even'], { usual: 'poisson' }),
        screening(share('screenFailure', 'screening/failure', { usual: 0 })),
        screening(whole('screenDays', 'screening/days', { usual: 0 })),
        form('policy', 'policy', policies, policyOf),
        whole('policyMinimum', 'policy/minimum', { isOff: isUnrestricted }),
        whole('policyMaximum', 'policy/maximum', { isOff: isUnrestricted }),
      ].map(ofRecruitment),
    ),
    table(scenario, {
      key: 'pauses',
      place: 'recruitment/pauses',
      columns: [
        day('pauseFrom', 'from'),
        day('pauseTo', 'to'),
        names('pauseSites', 'sites', { isOptional: true }),
      ],
      fresh: () => ({ from: scenario.start, to: scenario.start }),
    }),
    table(scenario, {
      key: 'regionCaps',
      place: 'recruitment/regionCaps',
      columns: [named('region', 'region', regionsOf(scenario)), whole('regionMaximum', 'maximum')],
      fresh: () => ({ region: regionsOf(scenario)[0] ?? 'all', maximum: 100 }),
    }),
  ],
};

const regionsOf = ({ sites }: Parameters<Section['groups']>[0]): readonly string[] => [
  ...new Set(sites.map(({ region = 'all' }) => region)),
];
