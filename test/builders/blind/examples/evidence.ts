import type { evidenceContracts } from '../../../../shared/contracts/evidence.ts';
import type { selfTestContracts } from '../../../../shared/contracts/self-test.ts';
import type { validationContracts } from '../../../../shared/contracts/validation.ts';
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

export const validationExamples: ExamplesOf<typeof validationContracts> = {
  'validation.get': plain,
  'validation.report': plain,
};
