import { signature, step } from './step.ts';
import type { Must, Step } from './step.ts';

const reason = 'Done to see what a broken disk does.';

async function latest(must: Must): Promise<string> {
  const { rows } = await must('codeBreak.page', { limit: 1 });
  return rows[0]?.code ?? '';
}

/** A broken code, from the break to its assessment. */
export const codeBreakCommands = (subject: string): readonly Step[] => [
  step('maren', 'codeBreak.open', {
    subject,
    signature: signature('maren', 'I break the code of this subject'),
  }),
  step('maren', 'codeBreak.explain', async (must) => ({ code: await latest(must), reason })),
  step('helen', 'codeBreak.assess', async (must) => ({
    code: await latest(must),
    laterKits: 'continue',
    participation: 'continues',
    sponsorToldAt: null,
    expectedness: 'no-adverse-event',
    reason,
    signature: signature('helen', 'I have assessed the impact of this code break'),
  })),
];
