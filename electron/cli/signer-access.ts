import { ringOf } from '../node/ring-in-force.ts';
import { contracts } from '../../shared/contracts/index.ts';
import type { ProcedureName } from '../../shared/contracts/index.ts';
import type { Opening } from '../../shared/contracts/custody.ts';
import type { ProcedureContract } from '../../shared/contracts/procedure.ts';
import type { Reply } from '../../shared/contracts/reply.ts';
import { pathFrom, requiredText } from './arguments.ts';
import { refused } from './command.ts';
import type { Ending, Io, Typed } from './command.ts';
import { endingOf } from './reply-ending.ts';
import { coreOf, credentials } from './store-access.ts';

/** Asks the core as the person at work; adds the person's signature where the procedure asks for one. */
export type Ask = (name: ProcedureName, input: Readonly<Record<string, unknown>>) => Promise<Reply>;

/** Signs in on a core of this process and lets the command act; the core is closed afterwards. */
export async function asSigner(
  typed: Typed,
  io: Io,
  act: (ask: Ask) => Promise<Ending>,
): Promise<Ending> {
  const path = pathFrom(io, requiredText(typed, 'store'));
  const ring = ringOf(path);
  if (!ring.ok) return refused(ring.error);
  const person = await credentials(typed, io, ring.value);
  const core = coreOf(io, path);
  try {
    const signedIn = await core.dispatch({ name: 'session.signIn', input: person });
    if (signedIn.kind !== 'ok') return endingOf(signedIn, () => '');
    return await act((name, input) => {
      const { signatures }: ProcedureContract = contracts[name];
      const signed =
        signatures === undefined ? {} : { signature: { ...person, meaning: signatures.meaning } };
      return core.dispatch({ name, input: { ...input, ...signed } });
    });
  } finally {
    core.close();
  }
}

/** One opening in a line of words. */
export function openingInWords({
  code,
  part,
  use,
  list,
  state,
  requestedBy,
  until,
}: Opening): string {
  const what = list === null ? part : `${part} of ${list}`;
  const open = state === 'open' && until !== null ? ` until ${until}` : '';
  return `${code}  ${state}${open}  ${use} ${what}  asked for by ${requestedBy}`;
}

export const openingOption = {
  opening: { value: 'CODE', description: 'the code of the opening, such as CU-0001' },
} as const;

/** What `--json` gives of an opening. */
export const openingOutput =
  'the opening: code, part (list, seed, kit-map), use (view, export), list, state, requestedBy, requestedAt, reason, answeredBy, answeredAt, until, closedAt (UTC), looks';
