import { writeHubSettings } from '../../node/hub/hub-settings.ts';
import { joinRequest } from '../../node/hub/join-request.ts';
import { readDatabaseUrl } from '../../node/hub/database-url.ts';
import { serverOf } from '../../node/hub/jobs/job-session.ts';
import { requiredText } from '../arguments.ts';
import { UsageError, done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { hubUrl } from '../hub-access.ts';
import { machineOf } from '../store-access.ts';
import { workerPlace } from '../worker-settings.ts';

async function join(typed: Typed, io: Io): Promise<Ending> {
  const url = readDatabaseUrl(hubUrl(typed, io));
  if (!url.ok) return refused(url.error);
  const address = serverOf(url.value.address);
  if (!address.ok) return refused(address.error);
  const hub = requiredText(typed, 'hub');
  if (!/^[0-9a-f]{16}$/.test(hub)) throw new UsageError('--hub takes the 16 digits of a hub');
  const { device, dataDirectory } = machineOf(io);
  writeHubSettings(dataDirectory, workerPlace, { hub, address: address.value });
  const asked = joinRequest(hub, 'worker', device);
  return done(
    { hub, device: device.id, ...asked },
    [
      `Give this code to whoever looks after hub ${hub}, and to whoever is to calculate on this machine:`,
      asked.request,
      `and read this out to each when they call back: ${asked.fingerprint}`,
    ].join('\n'),
  );
}

export const command: Command = {
  options: {
    'database-url': {
      value: 'URL',
      description:
        'postgres://HOST:PORT/DATABASE of the hub; names and passwords in it are not kept. CACHET_HUB_URL when left out',
    },
    hub: { value: 'NUMBER', description: 'the number of the hub, as `hub init` prints it' },
  },
  output:
    'hub, device, request (code for `hub enrol` and `hub accept`), fingerprint (to read out by telephone). The address is kept on this machine; the login comes from the device key.',
  examples: [
    'worker join --database-url postgres://db.example.org/cachet --hub 0123456789abcdef --json',
  ],
  run: join,
};
