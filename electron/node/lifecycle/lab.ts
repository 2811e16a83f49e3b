import { assessDesigns } from '../../../shared/app/design-lab/assess-designs.ts';
import { assessmentDocument } from '../../../shared/app/design-lab/assessment-document.ts';
import { engineVersion } from '../../../shared/app/design-lab/engine-version.ts';
import { multicentreDocument } from '../../../shared/app/design-lab/multicentre-document.ts';
import { assessMulticentre } from '../../../shared/app/design-lab/multicentre.ts';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { ok } from '../../../shared/base/result.ts';
import type { CoreState } from './core-state.ts';
import { withPool } from './with-pool.ts';
import { withWorkers } from './with-workers.ts';

const assess =
  (state: CoreState): LifecycleHandlers['lab.assess'] =>
  async ({ job, ...question }) => {
    const designs = await withPool(state, job, 'assessing designs', (pool, run) =>
      assessDesigns(question, run, pool),
    );
    return designs.ok ? ok({ engine: engineVersion, designs: [...designs.value] }) : designs;
  };

const multicentre =
  (state: CoreState): LifecycleHandlers['lab.multicentre'] =>
  async ({ scenario, replicates, seed, job, where }) => {
    const found = await withWorkers(
      state,
      { where, job, message: 'simulating trials' },
      (pool, run) => assessMulticentre(scenario, { ...run, replicates, seed }, pool),
    );
    if (!found.ok) return found;
    const { answer, ...calculated } = found.value;
    return ok({ engine: engineVersion, answer: answer as never, ...calculated });
  };

const multicentreReport =
  (state: CoreState): LifecycleHandlers['lab.multicentreReport'] =>
  async ({ title, scenario, replicates, seed, job }) => {
    const answer = await withPool(state, job, 'simulating trials', (pool, run) =>
      assessMulticentre(scenario, { ...run, replicates, seed }, pool),
    );
    if (!answer.ok) return answer;
    const { printer } = state.ports;
    const bytes = await printer.pdf(multicentreDocument(title, scenario, answer.value));
    return ok({
      name: 'multicentre-comparison.pdf',
      mediaType: 'application/pdf',
      base64: printer.base64(bytes),
    });
  };

const report =
  (state: CoreState): LifecycleHandlers['lab.report'] =>
  async ({ title, ...question }) => {
    const designs = await withPool(state, undefined, '', (pool, run) =>
      assessDesigns(question, run, pool),
    );
    if (!designs.ok) return designs;
    const { printer } = state.ports;
    const bytes = await printer.pdf(assessmentDocument(title, question, designs.value));
    return ok({
      name: 'randomization-assessment.pdf',
      mediaType: 'application/pdf',
      base64: printer.base64(bytes),
    });
  };

/** The design lab. */
export const labHandlers = (
  state: CoreState,
): Pick<
  LifecycleHandlers,
  'lab.assess' | 'lab.multicentre' | 'lab.multicentreReport' | 'lab.report'
> => ({
  'lab.assess': assess(state),
  'lab.multicentre': multicentre(state),
  'lab.multicentreReport': multicentreReport(state),
  'lab.report': report(state),
});
