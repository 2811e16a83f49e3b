import type { InputOf, ProcedureName } from '../../../shared/contracts/index.ts';
import { signature, step } from './step.ts';
import type { Must, Step } from './step.ts';

const reason = 'Done to see what a broken disk does.';
const list = 'MAIN';

type Asked = Pick<InputOf<'custody.request'>, 'part' | 'use' | 'list'>;

async function latest(must: Must): Promise<string> {
  const { rows } = await must('custody.page', { limit: 1 });
  return rows[0]?.code ?? '';
}

const request = (user: string, asked: Asked): Step =>
  step(user, 'custody.request', {
    ...asked,
    reason,
    signature: signature(user, 'I ask to open this'),
  });

/** One person asks, the other grants, and the first does what the opening is for. */
const under = <N extends ProcedureName>(
  users: readonly [asks: string, grants: string],
  asked: Asked,
  name: N,
  input: InputOf<N>,
): readonly Step[] => [
  request(users[0], asked),
  step(users[1], 'custody.grant', async (must) => ({
    opening: await latest(must),
    signature: signature(users[1], 'I grant this opening'),
  })),
  step(users[0], name, input),
];

const both = ['tomas', 'maren'] as const;

/** Everything that two people keep together, from the request to what is taken. */
export const custodyCommands: readonly Step[] = [
  ...under(both, { part: 'list', use: 'view', list }, 'randomization.reveal', { list }),
  step('tomas', 'custody.close', async (must) => ({ opening: await latest(must) })),
  ...under(both, { part: 'seed', use: 'export', list }, 'randomization.replicationKit', { list }),
  ...under(both, { part: 'list', use: 'export', list }, 'custody.exportList', { list }),
  ...under(['maren', 'tomas'], { part: 'kit-map', use: 'export' }, 'custody.exportMap', {}),
  ...under(
    ['maren', 'tomas'],
    { part: 'kit-map', use: 'export' },
    'custody.exportDrugAccounts',
    {},
  ),
  request('tomas', { part: 'list', use: 'view', list }),
  step('maren', 'custody.decline', async (must) => ({ opening: await latest(must), reason })),
];
