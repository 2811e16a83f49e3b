import { characteristics } from '../../../shared/app/design-lab/characteristics.ts';
import type { SelfTestItem } from '../../../shared/contracts/self-test.ts';
import { checkCharacter } from '../../../shared/engine/kit-numbers/check-characters.ts';
import { meanKineticTemperature } from '../../../shared/engine/temperature/mean-kinetic.ts';
import { item } from './item.ts';

/** Published values of designs: proportion of deterministic steps, and of correct guesses, over n subjects. */
const designs: readonly {
  readonly procedure: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly n: number;
  readonly PD: number;
  readonly PCG: number;
  /** Limits for long trials are met within this at n; exact values to rounding. */
  readonly within: number;
  readonly source: string;
}[] = [
  {
    procedure: 'pbd',
    parameters: { block: '4' },
    n: 48,
    PD: 1 / 3,
    PCG: 17 / 24,
    within: 1e-12,
    source: 'Zhao & Weng 2011',
  },
  {
    procedure: 'bsd',
    parameters: { mti: '2' },
    n: 2000,
    PD: 1 / 4,
    PCG: 5 / 8,
    within: 1e-3,
    source: 'Zhao et al. 2012',
  },
  {
    procedure: 'bud',
    parameters: { lambda: '2' },
    n: 2000,
    PD: 1 / 6,
    PCG: 2 / 3,
    within: 1e-3,
    source: 'Zhao & Weng 2011',
  },
  {
    procedure: 'crd',
    parameters: {},
    n: 48,
    PD: 0,
    PCG: 1 / 2,
    within: 1e-12,
    source: 'complete randomization',
  },
];

function designItem(known: (typeof designs)[number]): SelfTestItem {
  const { procedure, parameters, n, within } = known;
  const name = `${[procedure.toUpperCase(), ...Object.values(parameters)].join(' ')} (${known.source})`;
  const expected = `PD ${known.PD.toFixed(4)}, PCG ${known.PCG.toFixed(4)} within ${within}`;
  const answer = characteristics({ procedure, parameters, n, method: { kind: 'exact' } });
  if (!answer.ok) return item('engine', name, expected, answer.error.message, false);
  const { PD, PCG_convergence: PCG } = answer.value;
  const found = `PD ${PD.toFixed(4)}, PCG ${PCG.toFixed(4)}`;
  const passed = Math.abs(PD - known.PD) <= within && Math.abs(PCG - known.PCG) <= within;
  return item('engine', name, expected, found, passed);
}

/** Temperatures in °C with hours, and the mean kinetic temperature with ΔH = 83.144 kJ/mol. */
const temperatures: readonly (readonly [readonly (readonly [number, number])[], number])[] = [
  [
    [
      [5, 23],
      [15, 1],
    ],
    5.7635,
  ],
  [
    [
      [2, 12],
      [8, 12],
    ],
    5.5364,
  ],
  [
    [
      [25, 719],
      [40, 1],
    ],
    25.0491,
  ],
  [
    [
      [20, 29],
      [30, 1],
    ],
    20.5775,
  ],
];

function temperatureItem([legs, known]: (typeof temperatures)[number]): SelfTestItem {
  const centi = legs.map(([degrees]) => degrees * 100);
  const weight = legs.map(([, hours]) => hours);
  const found = meanKineticTemperature({ centi, weight });
  const words = legs.map(([degrees, hours]) => `${hours} h at ${degrees} °C`).join(', ');
  const name = `Mean kinetic temperature of ${words}`;
  return item('engine', name, `${known.toFixed(4)} °C`, `${found?.toFixed(4) ?? 'none'} °C`);
}

/** Answers that are known from elsewhere, by the very functions that the study uses. */
export const engineItems = (): readonly SelfTestItem[] => [
  ...designs.map(designItem),
  ...temperatures.map(temperatureItem),
  item(
    'engine',
    'Check character of A12425GABC1234002 (ISO 7064 MOD 37,36)',
    'M',
    checkCharacter('A12425GABC1234002', 'mod-37-36') ?? 'none',
  ),
];
