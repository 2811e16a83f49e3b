import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import type { CoreState } from './core-state.ts';
import { makeEvidence } from './evidence.ts';
import { selfTest, selfTestFile } from './self-test.ts';
import { validation, validationFile } from './validation.ts';

/** What an inspection asks for. */
export const evidenceHandlers = (
  state: CoreState,
): Pick<
  LifecycleHandlers,
  'evidence.make' | 'selfTest.run' | 'selfTest.report' | 'validation.get' | 'validation.report'
> => ({
  'evidence.make': makeEvidence(state),
  'selfTest.run': selfTest(state),
  'selfTest.report': selfTestFile(state),
  'validation.get': validation(state),
  'validation.report': validationFile(state),
});
