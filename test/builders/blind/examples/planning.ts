import type { forecastContracts } from '../../../../shared/contracts/forecast.ts';
import type { labContracts } from '../../../../shared/contracts/lab.ts';
import type { resupplyContracts } from '../../../../shared/contracts/resupply.ts';
import { signedBy } from '../blind-console.ts';
import { resupplySettings } from '../life-papers.ts';
import { reason } from '../life.ts';
import { plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

const proposal = 'RP-00002';
const run = 'RR-00001';

export const resupplyExamples: ExamplesOf<typeof resupplyContracts> = {
  'resupply.compare': () => [{ settings: resupplySettings(), replicates: 10, nights: 5 }],
  'resupply.checkLeak': () => [{ histories: 2 }],
  'resupply.presets': plain,
  'resupply.get': plain,
  'resupply.history': plain,
  'resupply.setParameters': ({ me }) => [
    {
      settings: resupplySettings(),
      reason,
      signature: signedBy(me, 'resupply.setParameters'),
    },
  ],
  'resupply.propose': () => [{}, { sites: ['S003'] }],
  'resupply.prepare': plain,
  'resupply.pending': plain,
  'resupply.discard': () => [{ proposal, reason }],
  'resupply.run': ({ me }) => [{ proposal, signature: signedBy(me, 'resupply.run') }],
  'resupply.runs': plain,
  'resupply.replay': () => [{ run }],
  'resupply.export': () => [{ format: 'csv' }, { format: 'csv', run }],
};

const assessed = { arms: [1, 1], n: 12, designs: [{ procedure: 'bsd', parameters: { mti: '2' } }] };
const centres = {
  scenario: {
    n: 20,
    centres: 4,
    regions: 2,
    activation_days: [0, 50],
    rate: { alpha: 1.2, beta: 58 },
    designs: ['CRD'],
  },
  replicates: 2,
};

export const labExamples: ExamplesOf<typeof labContracts> = {
  'lab.procedures': plain,
  'lab.assess': () => [assessed],
  'lab.multicentre': () => [centres],
  'lab.report': () => [{ ...assessed, title: 'Designs' }],
  'lab.multicentreReport': () => [{ ...centres, title: 'Centres' }],
};

/** Refused by the forecast itself; what it computes from a scenario of its own knows no study. */
const scenario = { format: 'cachet-forecast/1' };
const name = 'Example';

export const forecastExamples: ExamplesOf<typeof forecastContracts> = {
  'forecast.format': plain,
  'forecast.check': () => [{ scenario }],
  'forecast.run': () => [{ scenario, replicates: 2 }],
  'forecast.meetingPage': () => [{ scenario, replicates: 2 }],
  'forecast.table': () => [{ name: 'Figures', heads: ['Site', 'Kits'], rows: [['S001', 4]] }],
  'forecast.vary': () => [{ scenario, change: { kind: 'pace', percent: 90 }, name: 'Slower' }],
  'forecast.partial': () => [{ job: 'none' }],
  'forecast.compare': () => [{ scenarios: [scenario, scenario], replicates: 2 }],
  'forecast.optimise': () => [{ scenario, replicates: 2 }],
  'forecast.centres': () => [{ scenario, replicates: 2 }],
  'forecast.backTest': () => [{ ahead: 7, cuts: 2 }],
  'forecast.scenario': plain,
  'forecast.saveScenario': () => [{ scenario }],
  'forecast.scenarios': plain,
  'forecast.openScenario': () => [{ name }],
  'forecast.keep': () => [
    { scenario, replicates: 2, seed: 1, engine: 'forecast/1', digest: 'ab'.repeat(32) },
  ],
  'forecast.runs': plain,
  'forecast.openRun': () => [{ run: 'FC-00001' }],
  'forecast.replay': () => [
    { scenario, replicates: 2, digest: 'ab'.repeat(32), engine: 'cachet-engine-4' },
  ],
};
