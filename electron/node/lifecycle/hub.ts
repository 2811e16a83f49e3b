import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { commitWaiting } from '../../../shared/app/shared-study/commit-shared.ts';
import { accessChanged } from '../../../shared/app/shared-study/range-refusals.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { HubState } from '../../../shared/contracts/hub.ts';
import { waitingEntries } from '../../../shared/store/queries/sharing.ts';
import { askingCore } from '../hub/ask-core.ts';
import { addressInWords, readDatabaseUrl } from '../hub/database-url.ts';
import type { Exchanged } from '../hub/exchange.ts';
import { forgetHub, readHubSettings, writeHubSettings } from '../hub/hub-settings.ts';
import type { HubSettings } from '../hub/hub-settings.ts';
import { joinRequest } from '../hub/join-request.ts';
import { machineAtWork } from '../hub/own-ledger.ts';
import type { MachineAtWork } from '../hub/own-ledger.ts';
import type { CoreState, Work } from './core-state.ts';
import { handPlaceOver, holdPlace } from './hold-place.ts';
import { newHubMemory } from './hub-memory.ts';
import type { HubMemory } from './hub-memory.ts';
import { askToJoin, joinAsConsole } from './join-console.ts';
import { admitConsole, shareStudy } from './share-study.ts';
import { sharedOrder } from './shared-order.ts';

type HubHandlers = Pick<
  LifecycleHandlers,
  | 'hub.status'
  | 'hub.connect'
  | 'hub.disconnect'
  | 'hub.exchange'
  | 'hub.share'
  | 'hub.admit'
  | 'hub.hold'
  | 'hub.handOver'
  | 'hub.askToJoin'
  | 'hub.join'
>;

/** The hub of the open file, as the person at work sees it. */
export const hubHandlers = (state: CoreState): HubHandlers => ({
  'hub.status': async () => ok(hubState(state)),
  'hub.connect': async ({ databaseUrl, hub }) => {
    const url = readDatabaseUrl(databaseUrl);
    if (!url.ok) return url;
    await forgotten(state);
    const { device, kind, storeId } = present(state);
    const { address } = url.value;
    writeHubSettings(state.machine.dataDirectory, storeId, { hub, address });
    settingsChanged(state);
    return ok({ hub, device: device.id, kind, ...joinRequest(hub, kind, device) });
  },
  'hub.disconnect': async () => {
    await forgotten(state);
    forgetHub(state.machine.dataDirectory, present(state).storeId);
    settingsChanged(state);
    return ok({});
  },
  'hub.share': shareStudy(state),
  'hub.admit': admitConsole(state),
  'hub.hold': holdPlace(state),
  'hub.handOver': handPlaceOver(state),
  'hub.askToJoin': askToJoin(state),
  'hub.join': joinAsConsole(state),
  'hub.exchange': async () => {
    const settings = settingsOf(state);
    const { hub } = state;
    if (settings !== null) {
      hub.running ??= exchangeOnce(state, settings);
      await hub.running;
    }
    if (state.work !== null) return ok(hubState(state));
    return err(hub.refusal?.rule === accessChanged.rule ? hub.refusal : sessionEnded);
  },
});

function present(state: CoreState): MachineAtWork {
  const machine = machineAtWork(state);
  if (machine === null) throw new Error('nobody is signed in');
  return machine;
}

function settingsChanged(state: CoreState): void {
  state.order?.close();
  state.order = null;
  const revision = present(state).entries();
  state.emit({ kind: 'changed', revision, topics: ['hub', 'hub-settings'] });
}

/** Nothing of another hub is shown as if it were of this one. */
async function forgotten(state: CoreState): Promise<void> {
  await state.hub.running;
  state.hub = newHubMemory();
}

const settingsOf = (state: CoreState): HubSettings | null =>
  readHubSettings(state.machine.dataDirectory, present(state).storeId);

function hubState(state: CoreState): HubState {
  const { running, ...known } = state.hub;
  const settings = settingsOf(state);
  return {
    hub:
      settings === null ? null : { number: settings.hub, where: addressInWords(settings.address) },
    device: present(state).device.id,
    isExchanging: running !== null,
    isShared: sharedOrder(state) !== null,
    ...known,
  };
}

const sessionEnded = refusal(
  'session-ended',
  'The study was locked while the exchange went on.',
  'Sign in; the next exchange goes on where this one ended.',
);

/** One exchange, and what is remembered of it; a session that ends meanwhile ends it without harm. */
async function exchangeOnce(state: CoreState, settings: HubSettings): Promise<void> {
  const { work, hub: memory } = state;
  const now = (): string => state.ports.clock.now().instant;
  try {
    memory.triedAt = now();
    const exchanged = await exchanging(state, settings);
    const before = newsOf(memory);
    memory.refusal = exchanged.ok ? null : exchanged.error;
    if (exchanged.ok) Object.assign(memory, { last: exchanged.value, lastAt: now() });
    if (newsOf(memory) === before || state.work !== work) return;
    state.emit({ kind: 'changed', revision: present(state).entries(), topics: ['hub'] });
  } catch (error) {
    if (state.work === work) throw error;
  } finally {
    memory.running = null;
  }
}

/** What a window would show otherwise; times alone are no news. */
const newsOf = ({ refusal: why, last, shared }: HubMemory): string =>
  JSON.stringify([
    why?.rule,
    last?.witness,
    last?.left,
    shared?.holdings,
    shared?.atHub,
    last?.conflicts.map(({ device, kind, times }) => [device, kind, times]),
    last?.machines.map(({ device, revokedAt, waiting, witnessed }) => [
      device,
      revokedAt,
      waiting,
      witnessed,
    ]),
  ]);

/** What speaks with databases is loaded when there is a hub. */
async function exchanging(
  state: CoreState,
  settings: HubSettings,
): Promise<Result<Exchanged, Refusal>> {
  const order = sharedOrder(state);
  if (order !== null) {
    const { store } = (state.work as Work).opened;
    const news = await order.catchUp();
    if (!news.ok) return news;
    const waited = await commitWaiting({ store, ports: state.ports, order });
    if (!waited.ok) return waited;
    const found = await order.atHub(present(state).device.id);
    if (!found.ok) return found;
    const { entries: atHub, holdings, consoles } = found.value;
    const waiting = waitingEntries(store.db).length;
    state.hub.shared = { entries: present(state).entries(), atHub, waiting, holdings, consoles };
  }
  const machine = present(state);
  const { exchange } = await import('../hub/exchange.ts');
  return exchange(settings, machine, askingCore(state.ask));
}
