import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { fileName } from '../../../shared/app/queries/table-file.ts';
import { ok } from '../../../shared/base/result.ts';
import type { SelfTestResult } from '../../../shared/contracts/self-test.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { appRoot } from '../places.ts';
import { runSelfTest } from '../self-test/run-self-test.ts';
import { selfTestReport } from '../self-test/self-test-report.ts';
import type { CoreState } from './core-state.ts';

/** The self-test of this core: its machine, and the study that is open. */
export const selfTestOf = (state: CoreState): Promise<SelfTestResult> =>
  runSelfTest({
    root: appRoot(),
    dataDirectory: state.machine.dataDirectory,
    clock: state.ports.clock,
    database: state.work?.opened.database ?? null,
  });

export const selfTest =
  (state: CoreState): LifecycleHandlers['selfTest.run'] =>
  async () =>
    ok(await selfTestOf(state));

export const selfTestFile =
  (state: CoreState): LifecycleHandlers['selfTest.report'] =>
  async () => {
    const { work, ports } = state;
    if (work === null) throw new Error('nobody is signed in');
    const report = selfTestReport(await selfTestOf(state));
    const protocol = currentDefinition(work.opened.database).definition.protocol.number;
    const name = fileName({ protocol, content: 'self-test', unblinded: false }, ports.clock.now());
    const base64 = ports.printer.base64(await ports.printer.pdf(report));
    return ok({ name: `${name}.pdf`, mediaType: 'application/pdf', base64 });
  };
