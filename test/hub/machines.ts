import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeHub } from '../../electron/node/hub/administration.ts';
import { connect } from '../../electron/node/hub/connection.ts';
import type { HubConnection } from '../../electron/node/hub/connection.ts';
import { readDatabaseUrl } from '../../electron/node/hub/database-url.ts';
import type { HubUrl } from '../../electron/node/hub/database-url.ts';
import { enrolMachine } from '../../electron/node/hub/enrolment.ts';
import { joinRequest } from '../../electron/node/hub/join-request.ts';
import { machineLogin } from '../../electron/node/hub/login.ts';
import { loadDevice } from '../../electron/node/device.ts';
import type { Device } from '../../electron/node/device.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import type { Result } from '../../shared/base/result.ts';
import { freshDatabase } from './fresh-database.ts';

/** The value of a result that a test cannot do without. */
export function must<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  throw new Error(
    `${result.error.rule}: ${result.error.message} ${result.error.because.join(' ')}`,
  );
}

export const refusedBy = (result: Result<unknown, Refusal>): string =>
  result.ok ? 'not refused' : result.error.rule;

/** A hub in a database of its own, as whoever looks after it. */
export interface MadeHub {
  readonly url: string;
  readonly hub: string;
  readonly owner: HubConnection;
  readonly address: HubUrl['address'];
}

export async function makeTestHub(): Promise<MadeHub> {
  const url = await freshDatabase();
  const { address, login } = must(readDatabaseUrl(url));
  const owner = must(await connect(address, login));
  const { hub } = must(await makeHub(owner));
  return { url, hub, owner, address };
}

/** A machine with keys of its own, known to nobody. */
export function newMachine(): Device {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-machine-'));
  try {
    return loadDevice(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Enrols a machine as a console (no place) or as the machine of a site. */
export async function enrolled(
  { owner, hub }: MadeHub,
  study: string,
  place: string | null,
  device: Device = newMachine(),
): Promise<Device> {
  const asked = joinRequest(hub, place === null ? 'console' : 'site', device);
  must(await enrolMachine(owner.db, { ...asked, study, place }));
  return device;
}

/** Connects as a machine, until the test is over. */
export async function connectedAs(
  { address, hub }: MadeHub,
  device: Device,
): Promise<HubConnection> {
  const connection = must(await connect(address, machineLogin(hub, device)));
  onTestFinished(() => connection.close());
  return connection;
}
