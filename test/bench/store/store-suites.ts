import type { Suite } from '../suite.ts';
import { chainSuite } from './chain.bench.ts';
import { dispenseSuite } from './dispense.bench.ts';
import { evidenceSuite } from './evidence.bench.ts';
import { firstExpiringSuite } from './first-expiring.bench.ts';
import { kitPageSuite } from './kit-page.bench.ts';
import { liveSuite } from './live.bench.ts';
import { shipmentSuite } from './shipment.bench.ts';
import { resupplySuite } from './resupply.bench.ts';
import { stockMatrixSuite } from './stock-matrix.bench.ts';

/** Suites of the store; the one that writes comes last. */
export const storeSuites: readonly Suite[] = [
  kitPageSuite,
  firstExpiringSuite,
  chainSuite,
  evidenceSuite,
  liveSuite,
  shipmentSuite,
  stockMatrixSuite,
  resupplySuite,
  dispenseSuite,
];
