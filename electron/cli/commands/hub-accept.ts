import type { OutputOf } from '../../../shared/contracts/index.ts';
import { requiredText } from '../arguments.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

async function accept(typed: Typed, io: Io): Promise<Ending> {
  const input = {
    request: requiredText(typed, 'request'),
    fingerprint: requiredText(typed, 'fingerprint'),
  };
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    return endingOf(await core.dispatch({ name: 'hub.acceptWorker', input }), (value) => {
      const { device } = value as OutputOf<'hub.acceptWorker'>;
      return `Worker ${device} may calculate for this study.`;
    });
  } finally {
    core.close();
  }
}

export const command: Command = {
  options: {
    ...storeOption,
    request: { value: 'CODE', description: 'the code that `worker join` printed (CACHET-HUB-1…)' },
    fingerprint: {
      value: 'GROUPS',
      description: 'as the person at the worker reads it out by telephone',
    },
  },
  output:
    'device. Runs are sealed to this machine from now on: it sees the numbers of forecasts, arms by their index among them.',
  examples: [
    'hub accept --store ./study.cachet --user maren --request CACHET-HUB-1… --fingerprint "ABCD EFGH …" --json',
  ],
  run: accept,
};
