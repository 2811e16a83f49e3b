import type { hubWorkerContracts } from '../../../../shared/contracts/hub-workers.ts';
import { plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

export const hubWorkerExamples: ExamplesOf<typeof hubWorkerContracts> = {
  'hub.workers': plain,
  'hub.acceptWorker': () => [{ request: 'CACHET-HUB-1.none', fingerprint: 'ABCD EFGH' }],
  'hub.dismissWorker': () => [{ device: '0'.repeat(16) }],
};
