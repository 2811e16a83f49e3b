import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import type { CoreState } from './core-state.ts';
import { makeEvidence } from './evidence.ts';
import { selfTest, selfTestFile } from './self-test.ts';

/** What an inspection asks for. */
export const evidenceHandlers = (
  state: CoreState,
): Pick<LifecycleHandlers, 'evidence.make' | 'selfTest.run' | 'selfTest.report'> => ({
  'evidence.make': makeEvidence(state),
  'selfTest.run': selfTest(state),
  'selfTest.report': selfTestFile(state),
});
