import type { OutputOf } from '../../../shared/contracts/index.ts';
import { requiredText } from '../arguments.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { hubUrl } from '../hub-access.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

async function connectFile(typed: Typed, io: Io): Promise<Ending> {
  const input = { databaseUrl: hubUrl(typed, io), hub: requiredText(typed, 'hub') };
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    return endingOf(await core.dispatch({ name: 'hub.connect', input }), (value) => {
      const { hub, request, fingerprint } = value as OutputOf<'hub.connect'>;
      return [
        `Give this code to whoever looks after hub ${hub}:`,
        request,
        `and read this out when they call back: ${fingerprint}`,
      ].join('\n');
    });
  } finally {
    core.close();
  }
}

export const command: Command = {
  options: {
    ...storeOption,
    'database-url': {
      value: 'URL',
      description:
        'postgres://HOST:PORT/DATABASE of the hub, or pglite:FOLDER; names and passwords in it are not kept',
    },
    hub: { value: 'NUMBER', description: 'the number of the hub, as `hub init` prints it' },
  },
  output:
    'hub, device, kind (console|site), request (code for `hub enrol`), fingerprint (to read out by telephone). The address is kept on this machine; the login comes from the device key.',
  examples: [
    'hub connect --store ./site.cachet --user nora --database-url postgres://db.example.org/cachet --hub 0123456789abcdef --json',
  ],
  run: connectFile,
};
