import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { SignatureRecord } from '../../../shared/ledger/entry.ts';
import { readHead } from '../../../shared/store/ledger-store.ts';
import { sharedHub } from '../../../shared/store/queries/sharing.ts';
import { readAdmissionCode, sealAdmission } from '../hub/admission.ts';
import type { AdmissionRequest } from '../hub/admission.ts';
import type { HubConnection } from '../hub/connection.ts';
import { readHubSettings } from '../hub/hub-settings.ts';
import type { HubSettings } from '../hub/hub-settings.ts';
import { machineLogin } from '../hub/login.ts';
import { needsServer } from '../hub/order-refusals.ts';
import { keyRingText } from '../key-ring.ts';
import { ringInForce } from '../ring-in-force.ts';
import { newStudySecret } from '../study-secret.ts';
import type { CoreState, Work } from './core-state.ts';
import { atWork } from './people.ts';
import { recordInOrder, recordLifecycle, signedWith } from './record-one.ts';
import { sharedOrder } from './shared-order.ts';

const noHub = refusal(
  'hub-not-connected',
  'This machine was not told a hub for this study.',
  'Connect it to the hub first, and have it enrolled there.',
);

/** Begins to share the study; repeated, it goes on where it ended, or at a hub that takes the place of a lost one. */
export const shareStudy =
  (state: CoreState): LifecycleHandlers['hub.share'] =>
  async (_, signature) => {
    const { work } = atWork(state);
    const settings = settingsOf(state, work);
    if (settings === null) return err(noHub);
    if (settings.address.kind === 'folder') return err(needsServer);
    const shared = sharedHub(work.opened.database);
    if (shared === null) {
      const stopped = await withHub(state, settings, (hub) => emptyAtHub(hub, work));
      if (!stopped.ok) return stopped;
      newStudySecret(state.machine, work.opened.storeId);
      const event = { kind: 'study-shared', body: { hub: settings.hub } } as const;
      recordLifecycle(state, work, 'hub.share', [{ event, ...signedWith(signature) }]);
    }
    const order = sharedOrder(state);
    if (order === null) throw new Error('the study is not shared');
    const posted = await order.catchUp();
    if (!posted.ok) return posted;
    if (shared !== null && shared !== settings.hub) {
      const event = { kind: 'study-shared', body: { hub: settings.hub } } as const;
      const moved = await recordInOrder(state, work, 'hub.share', () => [
        { event, ...signedWith(signature) },
      ]);
      if (!moved.ok) return moved;
    }
    return ok({ hub: settings.hub, entries: entriesOf(work) });
  };

const settingsOf = (state: CoreState, work: Work): HubSettings | null =>
  readHubSettings(state.machine.dataDirectory, work.opened.storeId);

const entriesOf = ({ opened }: Work): number => readHead(opened.database, '').sequence;

/** One question to the hub, over a connection of its own. */
async function withHub<T>(
  state: CoreState,
  settings: HubSettings,
  ask: (connection: HubConnection) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const { connectPastDoor, troubleOf } = await import('../hub/exchange.ts');
  const login = machineLogin(settings.hub, state.machine.device);
  const connection = await connectPastDoor(settings, login);
  if (!connection.ok) return connection;
  try {
    return await ask(connection.value);
  } catch (error) {
    const trouble = troubleOf(settings.address, error);
    if (trouble === null) throw error;
    return err(trouble);
  } finally {
    await connection.value.close().catch(() => undefined);
  }
}

/** A study that another file shares there already is not shared twice. */
async function emptyAtHub({ db }: HubConnection, work: Work): Promise<Result<null, Refusal>> {
  const { logEnd } = await import('../hub/shared-log.ts');
  const { last } = await logEnd(db, work.opened.storeId);
  if (last === 0) return ok(null);
  return err(
    refusal(
      'shared-already',
      'The hub keeps the order of this study already, and this file knows nothing of it.',
      'Do not share an older copy. Join the study from this machine, under a new file name.',
      [`The hub has ${last} entries.`],
    ),
  );
}

/** Admits a further console: the ledger enrols its key, and the hub holds for it what only it can open. */
export const admitConsole =
  (state: CoreState): LifecycleHandlers['hub.admit'] =>
  async ({ code, fingerprint }, signature) => {
    const { work, path } = atWork(state);
    const settings = settingsOf(state, work);
    if (settings === null) return err(noHub);
    if (sharedHub(work.opened.database) === null) return err(notShared);
    const request = readAdmissionCode(settings.hub, code);
    if (!request.ok) return request;
    if (plain(fingerprint) !== plain(request.value.fingerprint)) return err(otherFingerprint);
    const known = await withHub(state, settings, (hub) => enrolledThere(hub, request.value));
    if (!known.ok) return known;
    const { device, publicKey } = request.value;
    const event = { kind: 'device-enrolled', body: { device, epoch: 1, publicKey } } as const;
    const isNew = publicKeyOf(work, device) === undefined;
    const recorded = isNew
      ? await recordInOrder(state, work, 'hub.admit', () => [{ event, ...signedWith(signature) }])
      : await stillMay(state, signature);
    if (!recorded.ok) return recorded;
    const ring = ringInForce(path, work.opened.database);
    if (!ring.ok) return ring;
    const posted = await withHub(state, settings, (hub) =>
      post(hub, state, request.value, {
        store: work.opened.storeId,
        ring: keyRingText(ring.value),
      }),
    );
    return posted.ok ? ok({ device }) : posted;
  };

/** Who was admitted before gets the same once more; nothing is recorded, but what others recorded counts. */
async function stillMay(
  state: CoreState,
  signature: SignatureRecord | null,
): Promise<Result<null, Refusal>> {
  const order = sharedOrder(state);
  if (order === null) return err(notShared);
  const news = await order.catchUp();
  if (!news.ok) return news;
  const objection = order.objection(signature === null ? [] : [signature.user]);
  return objection === null ? ok(null) : err(objection);
}

const plain = (text: string): string => text.toUpperCase().replace(/[^0-9A-Z]/g, '');

const notShared = refusal(
  'study-not-shared',
  'The study is written by this console alone.',
  'Share it first (Backup, Hub; or `cachet hub share`).',
);

const otherFingerprint = refusal(
  'fingerprint-differs',
  'The fingerprint that was read out is not that of this code.',
  'Compare both once more. If they differ, somebody exchanged the code on its way: get it anew.',
);

const publicKeyOf = ({ opened }: Work, device: string): string | undefined =>
  opened.database
    .prepare('SELECT public_key AS key FROM device WHERE device = ?')
    .get<{ key: string }>(device)?.key;

async function enrolledThere(
  { db }: HubConnection,
  request: AdmissionRequest,
): Promise<Result<null, Refusal>> {
  const { isEnrolledConsole } = await import('../hub/admitting.ts');
  return (await isEnrolledConsole(db, request)) ? ok(null) : err(notEnrolled(request.device));
}

const notEnrolled = (device: string): Refusal =>
  refusal(
    'hub-console-unknown',
    `Machine ${device} is not enrolled at the hub as a console of this study.`,
    'Have whoever looks after the hub enrol it with its request code, then admit it.',
  );

async function post(
  { db }: HubConnection,
  { machine }: CoreState,
  to: AdmissionRequest,
  { store, ring }: { readonly store: string; readonly ring: string },
): Promise<Result<null, Refusal>> {
  const { postAdmission } = await import('../hub/admitting.ts');
  const secret = Buffer.from(newStudySecret(machine, store)).toString('base64');
  const file = sealAdmission(to, { format: 'cachet-admission/1', store, ring, secret });
  const isPosted = await postAdmission(db, machine.device, to, { store, file });
  return isPosted ? ok(null) : err(notEnrolled(to.device));
}
