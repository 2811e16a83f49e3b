import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { engineVersion } from '../../../shared/app/design-lab/engine-version.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { HubWorker } from '../../../shared/contracts/hub-workers.ts';
import { readHubSettings } from '../hub/hub-settings.ts';
import { acceptWorker, acceptedWorkers, dismissWorker } from '../hub/jobs/accepted-workers.ts';
import { isFingerprint, readJoinRequest } from '../hub/join-request.ts';
import { machineAtWork } from '../hub/own-ledger.ts';
import type { CoreState } from './core-state.ts';

type WorkerHandlers = Pick<
  LifecycleHandlers,
  'hub.workers' | 'hub.acceptWorker' | 'hub.dismissWorker'
>;

/** Machines that calculate for the open study, as the person at work accepts them. */
export const hubWorkerHandlers = (state: CoreState): WorkerHandlers => ({
  'hub.workers': workers(state),
  'hub.acceptWorker': accept(state),
  'hub.dismissWorker': dismiss(state),
});

const workers =
  (state: CoreState): WorkerHandlers['hub.workers'] =>
  async () => {
    const { hub, accepted, machine } = here(state);
    if (hub === null) return ok({ workers: [], refusal: notConnected });
    const { workersAt } = await import('../hub/jobs/workers-there.ts');
    const found = await workersAt(hub, machine.device);
    const known = new Map(
      accepted.filter((one) => one.hub === hub.hub).map((one) => [one.device, one]),
    );
    const there = new Map((found.ok ? found.value : []).map((one) => [one.device, one]));
    const rows = [...new Set([...there.keys(), ...known.keys()])].map((device): HubWorker => {
      const { threads = 0, engine = null } = there.get(device) ?? {};
      const { acceptedBy = null, acceptedAt = null } = known.get(device) ?? {};
      const isSameEngine = engine === engineVersion;
      return { device, threads, engine, isSameEngine, acceptedBy, acceptedAt };
    });
    return ok({ workers: rows, refusal: found.ok ? null : found.error });
  };

const accept =
  (state: CoreState): WorkerHandlers['hub.acceptWorker'] =>
  async ({ request, fingerprint }) => {
    const { hub, machine } = here(state);
    if (hub === null) return err(notConnected);
    const asked = readJoinRequest(hub.hub, request);
    if (!asked.ok) return asked;
    const { device, kind, publicKey } = asked.value;
    if (kind !== 'worker') return err(noWorker(kind));
    if (!isFingerprint(asked.value, fingerprint)) return err(otherFingerprint);
    acceptWorker(state.machine.dataDirectory, machine.storeId, {
      hub: hub.hub,
      device,
      publicKey,
      acceptedBy: state.work?.session.actor.user ?? '',
      acceptedAt: state.ports.clock.now().instant,
    });
    changed(state);
    return ok({ device });
  };

const dismiss =
  (state: CoreState): WorkerHandlers['hub.dismissWorker'] =>
  async ({ device }) => {
    const { machine } = here(state);
    if (!dismissWorker(state.machine.dataDirectory, machine.storeId, device)) {
      return err(unknownWorker(device));
    }
    changed(state);
    return ok({ device });
  };

function here(state: CoreState) {
  const machine = machineAtWork(state);
  if (machine === null) throw new Error('nobody is signed in');
  const { dataDirectory } = state.machine;
  return {
    machine,
    hub: readHubSettings(dataDirectory, machine.storeId),
    accepted: acceptedWorkers(dataDirectory, machine.storeId),
  };
}

function changed(state: CoreState): void {
  const revision = machineAtWork(state)?.entries() ?? 0;
  state.emit({ kind: 'changed', revision, topics: ['hub-workers'] });
}

const notConnected = refusal(
  'hub-not-connected',
  'This machine was not told a hub for this file.',
  'Connect the study with its hub first.',
);

const otherFingerprint = refusal(
  'fingerprint-differs',
  'The fingerprint that was read out is not that of this request code.',
  'Compare both once more. If they differ, somebody exchanged the code on its way: get it anew.',
);

const noWorker = (kind: string) =>
  refusal(
    'hub-not-a-worker',
    `This is the code of a ${kind}, not of a machine that calculates.`,
    'Take the code that `cachet worker join` prints.',
  );

const unknownWorker = (device: string) =>
  refusal(
    'hub-worker-unknown',
    `No worker ${device} was accepted here.`,
    'See the workers of the hub for those that were.',
  );
