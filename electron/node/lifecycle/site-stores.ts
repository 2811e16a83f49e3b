import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import {
  consoleFingerprint,
  deviceFingerprint,
  requestCode,
} from '../../../shared/app/packs/device-request.ts';
import { record } from '../../../shared/app/record.ts';
import { loadedBody } from '../../../shared/app/site-mode/loaded-body.ts';
import { materialParts } from '../../../shared/app/site-mode/pack-material.ts';
import { openPackFile, readPackFile } from '../../../shared/app/site-mode/read-pack.ts';
import { toHex } from '../../../shared/base/hex.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { PackPayload } from '../../../shared/contracts/pack-file.ts';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { sitePacks } from '../../../shared/store/queries/site-facts.ts';
import type { SqlDatabase } from '../../../shared/store/sql-database.ts';
import { weakPassphrase } from '../passphrase.ts';
import { rememberStudy } from '../recent-studies.ts';
import { bindIdentity, siteIdentity, waitingIdentity } from '../site-identity.ts';
import type { SiteIdentityKeys } from '../site-identity.ts';
import { createStore } from '../store-file/create-store.ts';
import type { FirstUser } from '../store-file/create-store.ts';
import { lock } from './core-state.ts';
import type { CoreState, Work } from './core-state.ts';
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

interface OpenedPack {
  readonly payload: PackPayload;
  readonly identity: SiteIdentityKeys;
}

function openPack(state: CoreState, base64: string): Result<OpenedPack, Refusal> {
  const head = readPackFile(Buffer.from(base64, 'base64').toString('utf8'));
  if (!head.ok) return head;
  const identity = siteIdentity(state.machine, head.value.device);
  if (identity === null) return err(otherMachine(head.value.device));
  const payload = openPackFile(state.ports, head.value, identity.boxPrivateKey);
  return payload.ok ? ok({ payload: payload.value, identity }) : payload;
}

const otherMachine = (device: string): Refusal =>
  refusal(
    'pack-other-machine',
    `This pack was made for machine ${device}, which is not this one.`,
    'Open it on the machine whose request code was enrolled.',
  );

const definitionOf = (payload: PackPayload): StudyDefinition =>
  payload.definition as unknown as StudyDefinition;

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
    });
  };

/** Makes the file of a site: its own keys, its own chain, and in it the pack, in one piece or not at all. */
export const createSite =
  (state: CoreState): LifecycleHandlers['site.create'] =>
  async (input) => {
    const opened = openPack(state, input.file.base64);
    if (!opened.ok) return opened;
    const { payload, identity } = opened.value;
    const stopped = usedRefusal(identity) ?? peopleRefusal(payload, input.people);
    if (stopped !== null) return err(stopped);
    const definition = definitionOf(payload);
    const path =
      input.path === undefined
        ? freePath(`${definition.protocol.number}-${payload.site}`)
        : resolve(input.path);
    const users = input.people.map((person): FirstUser => ({
      ...person,
      role: 'site-user',
      sites: [payload.site],
    }));
    const created = await createStore({ ...state.machine, device: identity.device }, state.ports, {
      path,
      definition,
      definitionText: '',
      fileName: `${payload.pack}.cachet-pack`,
      users: users as [FirstUser, ...FirstUser[]],
      demonstration: 'no',
      also: {
        events: [
          { event: { kind: 'site-pack-loaded', body: loadedBody(payload, state.ports.uptime()) } },
        ],
        fill: (db) => insertMaterial(db, payload),
      },
      ...(state.cost === undefined ? {} : { cost: state.cost }),
    });
    if (!created.ok) return created;
    bindIdentity(state.machine, identity.device.id, path);
    rememberStudy(state.machine.dataDirectory, path);
    lock(state);
    state.storePath = path;
    return ok({ path, site: payload.site, envelopes: payload.envelopes.length });
  };

function usedRefusal({ store }: SiteIdentityKeys): Refusal | null {
  if (store === null || !existsSync(store)) return null;
  return refusal(
    'site-exists',
    `This machine has the file of the site already: ${store}.`,
    'Sign in to it and load the pack there.',
  );
}

function peopleRefusal(
  payload: PackPayload,
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
  if (payload.release === 'two-person' && people.length < 2) {
    return refusal(
      'two-people-needed',
      'Envelopes of this pack are opened by two people together.',
      'Add a second person of the site.',
    );
  }
  for (const { user, passphrase } of people) {
    const weak = weakPassphrase(passphrase, user);
    if (weak !== null) return weak;
  }
  return null;
}

function freePath(name: string): string {
  const base = name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60);
  for (let i = 1; ; i += 1) {
    const path = join(studiesFolder(), `${base}${i === 1 ? '' : `-${i}`}.cachet`);
    if (!existsSync(path)) return path;
  }
}

function insertMaterial(db: SqlDatabase, payload: PackPayload): void {
  const insert = db.prepare('INSERT INTO pack_material VALUES (?, ?, ?)');
  for (const { part, content } of materialParts(payload)) insert.run(payload.pack, part, content);
}

/** Takes another pack into the open file, from the console that made the first. */
export const loadPack =
  (state: CoreState): LifecycleHandlers['site.load'] =>
  async ({ file }) => {
    const { work } = state;
    if (work === null) throw new Error('nobody is signed in');
    const opened = openPack(state, file.base64);
    if (!opened.ok) return opened;
    const { payload } = opened.value;
    const stopped = loadRefusal(work, payload);
    if (stopped !== null) return err(stopped);
    recordLoading(state, work, payload);
    return ok({ pack: payload.pack, envelopes: payload.envelopes.length });
  };

function loadRefusal({ opened }: Work, payload: PackPayload): Refusal | null {
  const packs = sitePacks(opened.database);
  const [first] = packs;
  if (first === undefined) {
    return refusal(
      'no-site-file',
      'The open file is a study, not the file of a site.',
      'Make the site’s file from the pack.',
    );
  }
  if (packs.some(({ code }) => code === payload.pack)) {
    return refusal(
      'pack-loaded',
      `Pack ${payload.pack} is in this file.`,
      'Nothing is left to do.',
    );
  }
  const isSame =
    first.device === payload.device &&
    first.site === payload.site &&
    first.console.publicKey === payload.console.publicKey;
  if (isSame) return null;
  return refusal(
    'pack-other-console',
    'This pack is for another site or file, or from another console than the first pack of this file.',
    'Compare the fingerprint of the console by telephone before you go on.',
  );
}

function recordLoading(state: CoreState, work: Work, payload: PackPayload): void {
  const { store } = work.opened;
  const { actor } = work.session;
  const now = state.ports.clock.now();
  const head = store.transaction(() => {
    insertMaterial(store.db, payload);
    const context = {
      at: now.instant,
      offsetMinutes: now.offsetMinutes,
      user: actor.user,
      printedName: actor.printedName,
      role: actor.role,
      environment: store.environment,
      procedure: 'site.load',
      requestId: null,
    };
    return record({ store, ports: state.ports, sealer: null, context }, [
      { event: { kind: 'site-pack-loaded', body: loadedBody(payload, state.ports.uptime()) } },
    ]);
  });
  store.committed(head.sequence, head.deviceHash);
  state.emit({ kind: 'changed', revision: head.sequence, topics: ['site-pack-loaded'] });
}
