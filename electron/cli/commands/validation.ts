import { appRoot } from '../../node/places.ts';
import { machinePrinter } from '../../node/printer.ts';
import { version } from '../../node/lifecycle/status.ts';
import { runSelfTest } from '../../node/self-test/run-self-test.ts';
import { systemClock } from '../../node/system-clock.ts';
import { validationSummaryOf } from '../../node/validation/summary.ts';
import { readTraceability } from '../../node/validation/traceability.ts';
import { validationReport } from '../../node/validation/validation-report.ts';
import type { ValidationSummary } from '../../../shared/contracts/validation.ts';
import { optionalText } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { writeNewFile } from '../output-files.ts';
import { machineOf } from '../store-access.ts';

const inWords = ({ areas, tests, selfTest, deviations }: ValidationSummary): string =>
  [
    ...areas.map(
      ({ area, requirements, passed }) => `${area}: ${passed} of ${requirements} requirements pass`,
    ),
    `${tests.passed} tests passed, ${tests.failed} failed, ${tests.skipped} skipped`,
    `self-test: ${selfTest.items} items, ${selfTest.failed} failed`,
    ...deviations.map((text) => `deviation: ${text}`),
  ].join('\n');

async function summarize(typed: Typed, io: Io): Promise<Ending> {
  const selfTest = await runSelfTest({
    root: appRoot(),
    dataDirectory: machineOf(io).dataDirectory,
    clock: systemClock,
    database: null,
  });
  const traceability = readTraceability(appRoot());
  const summary = validationSummaryOf({ version, traceability, selfTest, verification: null });
  const pdf = optionalText(typed, 'pdf');
  if (pdf !== undefined) {
    const at = systemClock.now().instant;
    const report = validationReport({ summary, traceability, study: null, at });
    const written = writeNewFile(io, pdf, await machinePrinter.pdf(report));
    if (!written.ok) return refused(written.error);
  }
  const text = inWords(summary);
  return summary.deviations.length === 0
    ? done(summary, text)
    : { kind: 'failed', json: summary, text };
}

/** `validation [--pdf FILE]` */
export const command: Command = {
  options: {
    pdf: {
      value: 'FILE',
      description: 'also writes the summary as PDF; nothing is overwritten',
      makes: 'file',
    },
  },
  output:
    'version; testedAt: UTC or null; tests: { passed, failed, skipped, files }; areas: [{ area, requirements, passed, failed, notRun }]; selfTest: { items, failed }; study: null; deviations: [text]. Exit 1 when anything deviates. The results are those of the last `npm test`, or those that the package was made with.',
  examples: ['validation --json', 'validation --pdf validation.pdf'],
  run: summarize,
};
