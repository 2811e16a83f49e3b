import { coldChainSuites } from './cold-chain/cold-chain.bench.ts';
import { envelopeSuites } from './backup/envelopes.bench.ts';
import { exactSuites } from './engine/exact.bench.ts';
import { forecastSuites } from './engine/forecast.bench.ts';
import { minimizationSuite } from './engine/minimization.bench.ts';
import { multicentreSuites } from './engine/multicentre.bench.ts';
import { simulateSuites } from './engine/simulate.bench.ts';
import { hubJobSuites } from './hub/hub-jobs.bench.ts';
import { sharedOrderSuites } from './hub/shared-order.bench.ts';
import { labelSuite } from './labels.bench.ts';
import { storeSuites } from './store/store-suites.ts';
import type { Suite } from './suite.ts';

/** Every suite that `npm run bench` measures, in this order; see `suite.ts` for how to add one. */
export const suites: readonly Suite[] = [
  ...simulateSuites,
  minimizationSuite,
  ...exactSuites,
  ...multicentreSuites,
  ...forecastSuites,
  labelSuite,
  ...storeSuites,
  ...envelopeSuites,
  ...coldChainSuites,
  ...hubJobSuites,
  ...sharedOrderSuites,
];
