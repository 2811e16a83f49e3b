import { amount, choice, form, numbers, text, whole } from '../field.ts';
import type { Field } from '../field.ts';
import { fields, freshName, table } from '../group.ts';
import type { Group, Scenario, Section } from '../group.ts';
import { valueAt } from '../place.ts';
import { balancedLevels, begun } from './balance.ts';
import { parameterTable } from './parameters.ts';

const codes = [
  'pbd',
  'rand',
  'brick',
  'bud',
  'mp',
  'bsd',
  'bcd',
  'abcd',
  'gbcd',
  'bcdwit',
  'eud',
  'wei',
  'tbd',
  'crd',
] as const;

const withUsual = (procedure: string) =>
  procedure === 'pbd' ? { procedure, parameters: { block: 4 } } : { procedure };

/** How the central schedule of Zelen's rule is made. */
const schedules: Readonly<Record<string, unknown>> = {
  pbd: withUsual('pbd'),
  crd: withUsual('crd'),
  bud: { procedure: 'bud', parameters: { lambda: 2 } },
  bsd: { procedure: 'bsd', parameters: { mti: 3 } },
};

const procedures: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(codes.map((procedure) => [procedure, withUsual(procedure)])),
  minimization: { procedure: 'minimization', p: 0.8, siteWeight: 1 },
  dbr: {
    procedure: 'dbr',
    levels: [
      { of: 'site', limit: 2 },
      { of: 'trial', limit: 3 },
    ],
  },
  zelen: {
    procedure: 'zelen',
    limit: 2,
    schedule: { procedure: 'pbd', parameters: { block: 4 } },
  },
};

/** Arms, and how subjects come into them. */
export const treatmentSection: Section = {
  key: 'treatment',
  owns: /^(arms|randomization)\b/,
  groups: (scenario) => [
    table(scenario, {
      key: 'arms',
      place: 'arms',
      columns: [text('arm', 'id'), whole('ratio', 'ratio', { usual: 1 })],
      fresh: (rows) => ({ id: freshName(rows, 'id', 'arm'), ratio: 1 }),
    }),
    fields(
      [
        form('procedure', 'randomization', procedures, (group) =>
          String(valueAt(group, ['procedure'])),
        ),
        ...fieldsOf(scenario),
      ],
      'randomization',
    ),
    ...groupsOf(scenario),
  ],
};

const at = (name: string): string => `randomization/${name}`;

/** What each way of randomizing asks for beside its tables. */
function fieldsOf({ randomization }: Scenario): readonly Field[] {
  switch (randomization.procedure) {
    case 'minimization':
      return [
        amount('p', at('p')),
        choice('measure', at('measure'), ['range', 'variance', 'marginal-total'], {
          usual: 'range',
        }),
        amount('siteWeight', at('siteWeight'), { usual: 0 }),
        amount('regionWeight', at('regionWeight'), { usual: 0 }),
      ];
    case 'dbr':
      return [];
    case 'zelen':
      return [
        whole('balanceLimit', at('limit')),
        choice('zelenRule', at('rule'), ['plain', 'modified'], { usual: 'modified' }),
        form('schedule', at('schedule'), schedules, (group) =>
          String(valueAt(group, ['procedure'])),
        ),
      ];
    default:
      return [
        choice('strata', at('strata'), ['study', 'region', 'country', 'site'], { usual: 'study' }),
      ];
  }
}

function groupsOf(scenario: Scenario): readonly Group[] {
  switch (scenario.randomization.procedure) {
    case 'minimization':
      return [factors(scenario, [amount('weight', 'weight', { usual: 1 })]), begun(scenario)];
    case 'dbr':
      return [balancedLevels(scenario), begun(scenario)];
    case 'zelen':
      return [
        parameterTable(scenario, ['randomization', 'schedule', 'parameters']),
        begun(scenario),
      ];
    default:
      return [parameterTable(scenario, ['randomization', 'parameters']), factors(scenario, [])];
  }
}

const factors = (scenario: Scenario, more: readonly Field[]): Group =>
  table(scenario, {
    key: 'factors',
    place: 'randomization/factors',
    columns: [numbers('shares', 'shares'), ...more],
    fresh: () => ({ shares: [0.5, 0.5] }),
  });
