import { refusal } from '../../../shared/base/refusal.ts';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

type State = OutputOf<'hub.exchange'>;

async function exchangeOnce(typed: Typed, io: Io): Promise<Ending> {
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const answer = await core.dispatch({ name: 'hub.exchange', input: {} });
    if (answer.kind !== 'ok') return endingOf(answer, () => '');
    const { hub, refusal: why, last, shared } = answer.value as State;
    if (hub === null) return refused(notConnected);
    if (why !== null || last === null) return refused(why ?? notConnected);
    const kind = last.conflicts.length > 0 ? 'failed' : 'done';
    return { kind, json: { ...last, shared }, text: inWords(last) };
  } finally {
    core.close();
  }
}

const notConnected = refusal(
  'hub-not-connected',
  'This machine was not told a hub for this file.',
  'Run `cachet hub connect` once.',
);

type Exchanged = NonNullable<State['last']>;

const inWords = ({ witness, packs, records, taken, left, conflicts }: Exchanged): string =>
  [
    `The end of the ledger: ${witness}.`,
    ...packs.map(({ pack, device, said }) => `Pack ${pack} to ${device}: ${said}.`),
    ...records.map(({ first, last, said }) => `Entries ${first} to ${last}: ${said}.`),
    ...taken.map(
      ({ kind, key, sender, rule }) =>
        `${kind} ${key} of ${sender}: ${rule === null ? 'taken' : `refused (${rule})`}.`,
    ),
    ...(left === null ? [] : [`Left for somebody else: ${left}`]),
    ...conflicts.map(
      ({ kind, device, lastAt }) => `CONFLICT ${kind} of ${device}, last ${lastAt}.`,
    ),
  ].join('\n');

export const command: Command = {
  options: storeOption,
  output:
    'hub, witness (witnessed|known|rolled-back|restored|rewritten), packs posted, records posted (first, last entry), taken parcels (outcome taken|refused, rule), left (why somebody else must sign in for the rest, or null), machines (device, seenAt, waiting, witnessed), conflicts, shared (null, or of a study on several consoles: entries here, atHub, waiting sign-ins, holdings with place, holder, until and token, consoles with the entries that each has). Exit 1 when there are conflicts, or the rule for which there was no exchange (hub-away, hub-login, hub-schema-behind, …).',
  examples: ['hub exchange --store ./study.cachet --user maren --json'],
  run: exchangeOnce,
};
