import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import type { Confirmed } from '../../../shared/app/site-mode/loaded-body.ts';
import { openingPeople } from '../../../shared/app/site-mode/opening-people.ts';
import {
  otherUserRefusal,
  peopleOfCodes,
  tooFewRefusal,
} from '../../../shared/app/site-mode/pack-people.ts';
import { belongsRefusal } from '../../../shared/app/site-mode/pack-belongs.ts';
import { takePack, underWayRefusal } from '../../../shared/app/site-mode/take-pack.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { PackPayload } from '../../../shared/contracts/pack-file.ts';
import { readKeyRing } from '../key-ring.ts';
import { lock } from './core-state.ts';
import type { CoreState, Work } from './core-state.ts';
import { insertMaterial, openPack } from './open-pack.ts';
import { recordLifecycle } from './record-one.ts';
import { checkSignature } from './sign-in.ts';
import { loadingRefusal, rememberLoading, settleMemory } from './site-once.ts';

/** Takes another pack into the open file, from the console that made the first. */
export const loadPack =
  (state: CoreState): LifecycleHandlers['site.load'] =>
  async ({ file, people }) => {
    const { work } = state;
    if (work === null) throw new Error('nobody is signed in');
    const opened = openPack(state, file.base64);
    if (!opened.ok) return opened;
    const { payload } = opened.value;
    const { database } = work.opened;
    const stopped =
      belongsRefusal(database, payload) ??
      underWayRefusal(database, payload) ??
      loadingRefusal(state.machine, payload);
    if (stopped !== null) return err(stopped);
    const confirmed = await confirmedBy(state, work, payload, people);
    if (!confirmed.ok) return confirmed;
    rememberLoading(state.machine, payload, state.ports.clock.now().instant);
    const taken = takePack(database, payload, state.ports.uptime(), confirmed.value);
    recordLifecycle(state, work, 'site.load', taken, (db) => insertMaterial(db, payload));
    settle(state, work);
    return ok({ pack: payload.pack, envelopes: payload.envelopes.length });
  };

type People = Parameters<LifecycleHandlers['site.load']>[0]['people'];

/** People of the file who prove with passphrase and code that the pack names them; two at least where two must agree. */
async function confirmedBy(
  state: CoreState,
  { opened }: Work,
  payload: PackPayload,
  people: People,
): Promise<Result<Confirmed, Refusal>> {
  if (payload.release !== 'two-person') return ok([]);
  const names = peopleOfCodes(
    state.ports,
    payload,
    people.map(({ code }) => code),
  );
  if (!names.ok) return names;
  for (const { user, passphrase } of people) {
    const meaning = 'I am named by this pack';
    const checked = await checkSignature(state)({ user, passphrase, meaning });
    if (!checked.ok) return checked;
  }
  const confirmed = people.map(({ user }, i) => ({ user, name: names.value[i] as string }));
  for (const { user, name } of confirmed) {
    const other = otherUserRefusal(opened.database, name, user);
    if (other !== null) return err(other);
  }
  const all = new Set([...openingPeople(opened.database), ...confirmed.map(({ user }) => user)]);
  const few = tooFewRefusal(payload, all.size);
  return few === null ? ok(confirmed) : err(few);
}

/** Nobody goes on in a file whose newest pack is not remembered. */
function settle(state: CoreState, { opened }: Work): void {
  const path = state.storePath as string;
  try {
    settleMemory(state.machine, { ring: readKeyRing(path), path, db: opened.database });
  } catch (error) {
    lock(state);
    throw error;
  }
}
