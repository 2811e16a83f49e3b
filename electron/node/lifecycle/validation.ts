import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { fileName } from '../../../shared/app/queries/table-file.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import type { Verification } from '../../../shared/contracts/trail.ts';
import type { ValidationSummary } from '../../../shared/contracts/validation.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { appRoot } from '../places.ts';
import { validationSummaryOf } from '../validation/summary.ts';
import { readTraceability } from '../validation/traceability.ts';
import { validationReport } from '../validation/validation-report.ts';
import type { CoreState } from './core-state.ts';
import { selfTestOf } from './self-test.ts';
import { version } from './status.ts';
import { verifyTrail } from './verify.ts';

async function summaryFor(state: CoreState): Promise<Result<ValidationSummary, Refusal>> {
  const verified: Result<Verification, Refusal> = await verifyTrail(state)({ replay: false }, null);
  if (!verified.ok) return verified;
  const traceability = readTraceability(appRoot());
  const selfTest = await selfTestOf(state);
  const verification = verified.value;
  return ok(validationSummaryOf({ version, traceability, selfTest, verification }));
}

export const validation =
  (state: CoreState): LifecycleHandlers['validation.get'] =>
  () =>
    summaryFor(state);

export const validationFile =
  (state: CoreState): LifecycleHandlers['validation.report'] =>
  async () => {
    const { work, ports } = state;
    if (work === null) throw new Error('nobody is signed in');
    const summary = await summaryFor(state);
    if (!summary.ok) return summary;
    const { protocol } = currentDefinition(work.opened.database).definition;
    const now = ports.clock.now();
    const report = validationReport({
      summary: summary.value,
      traceability: readTraceability(appRoot()),
      study: `${protocol.number}: ${protocol.title}`,
      at: now.instant,
    });
    const parts = { protocol: protocol.number, content: 'validation summary', unblinded: false };
    const base64 = ports.printer.base64(await ports.printer.pdf(report));
    return ok({ name: `${fileName(parts, now)}.pdf`, mediaType: 'application/pdf', base64 });
  };
