import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import {
  consoleFingerprint,
  deviceFingerprint,
  requestCode,
} from '../../../shared/app/packs/device-request.ts';
import { loadedBody } from '../../../shared/app/site-mode/loaded-body.ts';
import { peopleOfCodes, tooFewRefusal } from '../../../shared/app/site-mode/pack-people.ts';
import { newFileRefusal } from '../../../shared/app/site-mode/pack-belongs.ts';
import { toHex } from '../../../shared/base/hex.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { PackPayload } from '../../../shared/contracts/pack-file.ts';
import { weakPassphrase } from '../passphrase.ts';
import { rememberStudy } from '../recent-studies.ts';
import { waitingIdentity } from '../site-identity.ts';
import type { SiteIdentityKeys } from '../site-identity.ts';
import { createStore, newStoreId, pathTaken } from '../store-file/create-store.ts';
import type { FirstUser, NewStudy } from '../store-file/create-store.ts';
import { lock } from './core-state.ts';
import type { CoreState } from './core-state.ts';
import { definitionOf, insertMaterial, openPack } from './open-pack.ts';
import { makingRefusal, rememberMaking } from './site-once.ts';
import { studiesFolder } from './stores.ts';

/** Makes this machine known to a console: the same code until a pack came for it. */
export const requestSite =
  (state: CoreState): LifecycleHandlers['site.request'] =>
  async () => {
    const identity = waitingIdentity(state.machine);
    const shown = publicIdentity(identity);
    const sign = (text: string): string =>
      Buffer.from(identity.device.sign(state.ports.sha256(text))).toString('base64');
    return ok({
      device: shown.device,
      request: requestCode(shown, sign),
      fingerprint: deviceFingerprint(state.ports, shown),
    });
  };

const publicIdentity = ({ device, boxPublicKey }: SiteIdentityKeys) => ({
  device: device.id,
  publicKey: toHex(device.publicKey),
  boxKey: toHex(boxPublicKey),
});

export const readPack =
  (state: CoreState): LifecycleHandlers['site.readPack'] =>
  async ({ file }) => {
    const opened = openPack(state, file.base64);
    if (!opened.ok) return opened;
    const { payload } = opened.value;
    const definition = definitionOf(payload);
    return ok({
      protocol: definition.protocol.number,
      environment: definition.environment,
      pack: payload.pack,
      site: payload.site,
      release: payload.release,
      validFrom: payload.validFrom,
      validUntil: payload.validUntil,
      envelopes: payload.envelopes.length,
      layers: payload.layers,
      consoleFingerprint: consoleFingerprint(state.ports, payload.console.publicKey),
      people: (payload.people ?? []).map(({ name }) => name),
    });
  };

/** Makes the file of a site: its own keys, its own chain, and in it the pack, in one piece or not at all. */
export const createSite =
  (state: CoreState): LifecycleHandlers['site.create'] =>
  async (input) => {
    const opened = openPack(state, input.file.base64);
    if (!opened.ok) return opened;
    const { payload, identity } = opened.value;
    const path = pathFor(payload, input.path);
    const stopped =
      makingRefusal(state.machine, identity.device.id) ??
      newFileRefusal(payload) ??
      peopleRefusal(input.people) ??
      (existsSync(path) ? pathTaken(path) : null);
    if (stopped !== null) return err(stopped);
    const users = firstUsers(state, payload, input.people);
    if (!users.ok) return users;
    const storeId = newStoreId();
    rememberMaking(state.machine, payload, { storeId, path }, state.ports.clock.now().instant);
    const machine = { ...state.machine, device: identity.device };
    const study = { ...siteStudy(state, payload, users.value), path, storeId };
    const created = await createStore(machine, state.ports, study);
    if (!created.ok) return created;
    rememberStudy(state.machine.dataDirectory, path);
    lock(state);
    state.storePath = path;
    return ok({ path, site: payload.site, envelopes: payload.envelopes.length });
  };

type People = Parameters<LifecycleHandlers['site.create']>[0]['people'];

/** Who proves with a code of the study who they are goes by the name that the study knows. */
function firstUsers(
  { ports }: CoreState,
  payload: PackPayload,
  people: People,
): Result<readonly FirstUser[], Refusal> {
  const names = peopleOfCodes(
    ports,
    payload,
    people.map(({ code }) => code),
  );
  if (!names.ok) return names;
  const few = tooFewRefusal(payload, names.value.filter((name) => name !== undefined).length);
  if (few !== null) return err(few);
  return ok(
    people.map(({ code: _never, ...person }, i): FirstUser => {
      const name = names.value[i];
      const site = { role: 'site-user', sites: [payload.site] } as const;
      if (name === undefined) return { ...person, ...site };
      return { ...person, ...site, printedName: name, confirmed: 'code' };
    }),
  );
}

function siteStudy(
  { ports, cost }: CoreState,
  payload: PackPayload,
  users: readonly FirstUser[],
): Omit<NewStudy, 'path'> {
  return {
    definition: definitionOf(payload),
    definitionText: '',
    fileName: `${payload.pack}.cachet-pack`,
    users: users as [FirstUser, ...FirstUser[]],
    demonstration: 'no',
    also: {
      events: [{ event: { kind: 'site-pack-loaded', body: loadedBody(payload, ports.uptime()) } }],
      fill: (db) => insertMaterial(db, payload),
    },
    ...(cost === undefined ? {} : { cost }),
  };
}

function peopleRefusal(
  people: readonly { readonly user: string; readonly passphrase: string }[],
): Refusal | null {
  const names = people.map(({ user }) => user);
  if (new Set(names).size < names.length) {
    return refusal(
      'same-person',
      'Two people have the same name.',
      'Give each a name of their own.',
    );
  }
  for (const { user, passphrase } of people) {
    const weak = weakPassphrase(passphrase, user);
    if (weak !== null) return weak;
  }
  return null;
}

function pathFor(payload: PackPayload, wanted: string | undefined): string {
  if (wanted !== undefined) return resolve(wanted);
  const name = `${definitionOf(payload).protocol.number}-${payload.site}`;
  const base = name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60);
  for (let i = 1; ; i += 1) {
    const path = join(studiesFolder(), `${base}${i === 1 ? '' : `-${i}`}.cachet`);
    if (!existsSync(path)) return path;
  }
}
