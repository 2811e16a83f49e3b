import { custodyCommands } from './custody-commands.ts';
import { signature, step } from './step.ts';
import type { Step } from './step.ts';

const reason = 'Done to see what a broken disk does.';
const approval = 'I approve this randomization list';
const small = { parameters: { blocks: [4] }, stratifyBy: [], slotsPerStratum: 12 };
const cohort = 'LOW';

/** The commands around randomization lists, live schemes and cohorts. */
export const listCommands: readonly Step[] = [
  step('tomas', 'randomization.generate', { list: 'SPOILED', cohort, ...small }),
  step('tomas', 'randomization.verify', { list: 'SPOILED' }),
  ...['tomas', 'maren'].map((user) =>
    step('tomas', 'randomization.sign', { list: 'SPOILED', signature: signature(user, approval) }),
  ),
  step('tomas', 'cohorts.open', {
    cohort,
    reason,
    signature: signature('tomas', 'I open this cohort for randomization'),
  }),
  step('tomas', 'cohorts.close', {
    cohort,
    reason,
    signature: signature('tomas', 'I close this cohort for randomization'),
  }),
  step('tomas', 'randomization.retire', {
    list: 'RESERVE',
    reason,
    signature: signature('tomas', 'I retire this randomization list'),
  }),
  ...custodyCommands,
  step('tomas', 'randomization.extend', { list: 'MAIN', slots: 12, reason }),
  step('tomas', 'randomization.defineScheme', {
    list: 'LIVE',
    scheme: { procedure: 'dbr', levels: [{ level: 'trial', limit: 2 }] },
  }),
];
