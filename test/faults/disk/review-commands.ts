import { signature, step } from './step.ts';
import type { Step } from './step.ts';

/** A review of the trail that leaves a question, and its answer. */
export const reviewCommands: readonly Step[] = [
  step('helen', 'trail.review', async (must) => ({
    scope: 'critical',
    first: 1,
    last: (await must('trail.reviews', {})).entries,
    questions: [{ entry: 1, text: 'Who founded the study?' }],
    signature: signature('helen', 'I have reviewed these entries of the audit trail'),
  })),
  step('helen', 'trail.closeQuestion', async (must) => {
    const { questions } = await must('trail.reviews', {});
    return {
      question: questions.findLast(({ status }) => status === 'open')?.code ?? '',
      answer: 'The administrator.',
      signature: signature('helen', 'I close this question with the answer given'),
    };
  }),
];
