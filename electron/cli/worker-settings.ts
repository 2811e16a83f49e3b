import { refusal } from '../../shared/base/refusal.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { readDatabaseUrl } from '../node/hub/database-url.ts';
import { readHubSettings } from '../node/hub/hub-settings.ts';
import { serverOf } from '../node/hub/jobs/job-session.ts';
import type { ServerAddress } from '../node/hub/jobs/job-session.ts';
import { optionalText } from './arguments.ts';
import type { Io, Typed } from './command.ts';
import { machineOf } from './store-access.ts';

/** Under this name a machine keeps the hub that it calculates for. */
export const workerPlace = 'worker';

/** The hub that `worker join` was told; the address may be another one now. */
export function workerHub(
  typed: Typed,
  io: Io,
): Result<{ readonly hub: string; readonly address: ServerAddress }, Refusal> {
  const kept = readHubSettings(machineOf(io).dataDirectory, workerPlace);
  const hub = optionalText(typed, 'hub') ?? kept?.hub;
  if (hub === undefined) return err(notJoined);
  const text = optionalText(typed, 'database-url') ?? io.environment['CACHET_HUB_URL'];
  if (text === undefined) {
    if (kept === null) return err(notJoined);
    const address = serverOf(kept.address);
    return address.ok ? ok({ hub, address: address.value }) : address;
  }
  const url = readDatabaseUrl(text);
  if (!url.ok) return url;
  const address = serverOf(url.value.address);
  return address.ok ? ok({ hub, address: address.value }) : address;
}

const notJoined = refusal(
  'hub-not-connected',
  'This machine was not told a hub to calculate for.',
  'Run `cachet worker join` once.',
);
