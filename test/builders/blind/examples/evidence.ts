import type { evidenceContracts } from '../../../../shared/contracts/evidence.ts';
import type { selfTestContracts } from '../../../../shared/contracts/self-test.ts';
import { plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

export const evidenceExamples: ExamplesOf<typeof evidenceContracts> = {
  'evidence.make': () => [{}, { variant: 'unblinded' }],
  'evidence.status': plain,
};

export const selfTestExamples: ExamplesOf<typeof selfTestContracts> = {
  'selfTest.run': plain,
  'selfTest.report': plain,
};
