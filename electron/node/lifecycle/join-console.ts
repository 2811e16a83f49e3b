import { resolve } from 'node:path';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { admissionCode, openAdmission } from '../hub/admission.ts';
import type { Admission } from '../hub/admission.ts';
import type { HubConnection } from '../hub/connection.ts';
import { readDatabaseUrl } from '../hub/database-url.ts';
import { writeHubSettings } from '../hub/hub-settings.ts';
import type { HubSettings } from '../hub/hub-settings.ts';
import { joinRequest } from '../hub/join-request.ts';
import { machineLogin } from '../hub/login.ts';
import { openKeyRing } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { rememberStudy } from '../recent-studies.ts';
import { keepStudySecret } from '../study-secret.ts';
import { lock } from './core-state.ts';
import type { CoreState } from './core-state.ts';

/** The codes by which this machine asks: one for the hub, one for the study. Asking changes nothing. */
export const askToJoin =
  (state: CoreState): LifecycleHandlers['hub.askToJoin'] =>
  async ({ databaseUrl, hub }) => {
    const url = readDatabaseUrl(databaseUrl);
    if (!url.ok) return url;
    const { device } = state.machine;
    const { code, fingerprint: codeFingerprint } = admissionCode(hub, device);
    const asked = joinRequest(hub, 'console', device);
    return ok({ hub, device: device.id, ...asked, code, codeFingerprint });
  };

/** Makes the file of the study here, in the name of a person whose wrap opens on every console. */
export const joinAsConsole =
  (state: CoreState): LifecycleHandlers['hub.join'] =>
  async ({ databaseUrl, hub, path: given, user, passphrase }) => {
    const url = readDatabaseUrl(databaseUrl);
    if (!url.ok) return url;
    const settings = { hub, address: url.value.address };
    const path = resolve(given);
    const { connectPastDoor, troubleOf } = await import('../hub/exchange.ts');
    const login = machineLogin(hub, state.machine.device);
    const connection = await connectPastDoor(settings, login);
    if (!connection.ok) return connection;
    try {
      const joining = { state, settings, path, user, passphrase };
      return await joinAt(connection.value, joining);
    } catch (error) {
      const trouble = troubleOf(settings.address, error);
      if (trouble === null) throw error;
      return err(trouble);
    } finally {
      await connection.value.close().catch(() => undefined);
    }
  };

interface Wish {
  readonly state: CoreState;
  readonly settings: HubSettings;
  readonly path: string;
  readonly user: string;
  readonly passphrase: string;
}

async function joinAt(
  { db }: HubConnection,
  { state, settings, path, user, passphrase }: Wish,
): Promise<Result<{ readonly path: string; readonly entries: number }, Refusal>> {
  const { joinStudy, notAdmitted, takeAdmission, waitingAdmission } =
    await import('../hub/join-study.ts');
  const { machine, ports } = state;
  const waiting = await waitingAdmission(db, machine.device.id);
  const admission =
    waiting === null ? null : openAdmission(settings.hub, machine.device, waiting.content);
  if (waiting === null || admission === null) return err(notAdmitted);
  const keys = await keysOf(admission, user, passphrase);
  if (!keys.ok) return keys;
  const { ring, dataKey } = keys.value;
  const joined = await joinStudy({ db, machine, ports, path, ring, dataKey });
  dataKey.fill(0);
  if (!joined.ok) return joined;
  await takeAdmission(db, waiting.number);
  keepStudySecret(machine, ring.storeId, Buffer.from(admission.secret, 'base64'));
  writeHubSettings(machine.dataDirectory, ring.storeId, settings);
  rememberStudy(machine.dataDirectory, path);
  lock(state);
  state.storePath = path;
  return ok({ path, entries: joined.value.entries });
}

async function keysOf(
  { ring: text, secret, store }: Admission,
  user: string,
  passphrase: string,
): Promise<Result<{ readonly ring: KeyRing; readonly dataKey: Uint8Array }, Refusal>> {
  const ring = JSON.parse(text) as KeyRing;
  const deviceSecret = Buffer.from(secret, 'base64');
  const keys = await openKeyRing(ring, { user, passphrase, deviceSecret });
  if (keys === null || ring.storeId !== store) return err(noWrap(user));
  keys.unblindingKey?.fill(0);
  return ok({ ring, dataKey: keys.dataKey });
}

const noWrap = (user: string): Refusal =>
  refusal(
    'join-passphrase',
    `${user} cannot open the study here: the name or the passphrase is not right, or the person has not signed in at the first console since the study was shared.`,
    'Type both again. If they are right, sign in once at a console that has the study, have this machine admitted once more, and do this again.',
  );
