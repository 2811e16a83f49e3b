import { readDatabaseUrl } from '../../node/hub/database-url.ts';
import { writeHubSettings } from '../../node/hub/hub-settings.ts';
import { joinRequest } from '../../node/hub/join-request.ts';
import { dataDirectory } from '../../node/places.ts';
import { requiredText } from '../arguments.ts';
import { done, refused, UsageError } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { hubUrl } from '../hub-access.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

async function connectFile(typed: Typed, io: Io): Promise<Ending> {
  const url = readDatabaseUrl(hubUrl(typed, io));
  if (!url.ok) return refused(url.error);
  const hub = requiredText(typed, 'hub');
  if (!/^[0-9a-f]{16}$/.test(hub))
    throw new UsageError('--hub takes 16 digits, as `hub init` prints them');
  const { core, reply } = await signedInCore(typed, io);
  try {
    const machine = core.atWork();
    if (reply.kind !== 'ok' || machine === null) return endingOf(reply, () => '');
    const { kind, device, storeId } = machine;
    const asked = joinRequest(hub, kind, device);
    const { address } = url.value;
    writeHubSettings(dataDirectory(io.environment), storeId, { hub, address });
    return done(
      { hub, device: device.id, kind, ...asked },
      [
        `Give this code to whoever looks after hub ${hub}:`,
        asked.request,
        `and read this out when they call back: ${asked.fingerprint}`,
      ].join('\n'),
    );
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
