import type { AppliedRange } from '../../../shared/app/shared-study/apply-range.ts';
import type { RangeDraft, SharedOrder } from '../../../shared/app/shared-study/commit-shared.ts';
import { lockedMeanwhile } from '../../../shared/app/shared-study/range-refusals.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { RangeFile } from '../../../shared/contracts/range-file.ts';
import { sharedHub } from '../../../shared/store/queries/sharing.ts';
import type { HoldingSaid, OrderAtHub } from '../hub/holding.ts';
import { readHubSettings } from '../hub/hub-settings.ts';
import { machineLogin } from '../hub/login.ts';
import { needsServer, notConnected } from '../hub/order-refusals.ts';
import type { StudyOrder } from '../hub/study-order.ts';
import { readKeyRing } from '../key-ring.ts';
import { machineFor } from '../site-identity.ts';
import { changedAccess } from './changed-access.ts';
import { lock } from './core-state.ts';
import type { CoreState, Work } from './core-state.ts';

/** The common order of the open file where several consoles write it; null for every other file. */
export function sharedOrder(state: CoreState): OpenOrder | null {
  const { work, storePath } = state;
  if (work === null || storePath === null || work.opened.store.purpose === 'site') return null;
  const hub = sharedHub(work.opened.database);
  if (hub === null) return null;
  state.order ??= new OpenOrder(state, work, storePath, hub);
  return state.order;
}

/** Reaches the hub when it is first asked: what speaks with databases is loaded only then. */
export class OpenOrder implements SharedOrder {
  readonly #state: CoreState;
  readonly #work: Work;
  readonly #open: () => Promise<Result<StudyOrder, Refusal>>;
  #order: StudyOrder | null = null;
  #isClosed = false;
  /** Fencing tokens of the places that this machine holds, as the last exchange saw them. */
  tokens: Readonly<Record<string, number>> = {};

  constructor(state: CoreState, work: Work, path: string, hub: string) {
    this.#state = state;
    this.#work = work;
    this.#open = () => openOrder(this, { state, work, path, hub });
  }

  async catchUp(): Promise<Result<boolean, Refusal>> {
    const news = await this.#caughtUp();
    // What the person at work saw and held was for the access that they had.
    if (this.#state.work === this.#work && this.objection([]) !== null) lock(this.#state);
    return news;
  }

  async #caughtUp(): Promise<Result<boolean, Refusal>> {
    const order = await this.#reached();
    const ended = this.objection([]);
    if (ended !== null) return err(ended);
    return order.ok ? order.value.catchUp() : order;
  }

  objection(signers: readonly string[]): Refusal | null {
    return this.#state.work === this.#work ? changedAccess(this.#work, signers) : lockedMeanwhile;
  }

  async post(draft: RangeDraft): Promise<Result<'posted' | 'stale', Refusal>> {
    const order = await this.#reached();
    return order.ok ? order.value.post(draft) : order;
  }

  /** What the hub knows of the order; remembers what this machine holds. */
  async atHub(device: string): Promise<Result<OrderAtHub, Refusal>> {
    const order = await this.#reached();
    const found = order.ok ? await order.value.atHub() : order;
    if (!found.ok) return found;
    const own = found.value.holdings.filter(({ holder }) => holder === device);
    this.tokens = Object.fromEntries(own.map(({ place, token }) => [place, token]));
    return found;
  }

  async holding(ask: Parameters<StudyOrder['holding']>[0]): Promise<Result<HoldingSaid, Refusal>> {
    const order = await this.#reached();
    return order.ok ? order.value.holding(ask) : order;
  }

  apply(range: RangeFile, beside: () => void): AppliedRange {
    if (this.#order === null) throw new Error('nothing was posted');
    return this.#order.apply(range, beside);
  }

  close(): void {
    this.#isClosed = true;
    this.#order?.close();
  }

  async #reached(): Promise<Result<StudyOrder, Refusal>> {
    if (this.#order !== null) return ok(this.#order);
    const opened = await this.#open();
    if (!opened.ok) return opened;
    this.#order = opened.value;
    if (this.#isClosed) this.#order.close();
    return opened;
  }
}

interface Opening {
  readonly state: CoreState;
  readonly work: Work;
  readonly path: string;
  readonly hub: string;
}

async function openOrder(
  owner: OpenOrder,
  { state, work, path, hub }: Opening,
): Promise<Result<StudyOrder, Refusal>> {
  const { storeId, store } = work.opened;
  const settings = readHubSettings(state.machine.dataDirectory, storeId);
  if (settings === null) return err(notConnected(hub));
  if (settings.address.kind === 'folder') return err(needsServer);
  const ring = readKeyRing(path);
  const { device } = machineFor(state.machine, ring);
  const { StudyOrder } = await import('../hub/study-order.ts');
  const { exchangeKeys } = await import('../hub/shared-log.ts');
  const { connectPastDoor, troubleOf } = await import('../hub/exchange.ts');
  return ok(
    new StudyOrder({
      store,
      path,
      ports: state.ports,
      keys: exchangeKeys(storeId, work.keys.dataKey),
      founder: ring.founder,
      connect: () => connectPastDoor(settings, machineLogin(settings.hub, device)),
      trouble: (error) => troubleOf(settings.address, error),
      objection: (signers) => owner.objection(signers),
      tokens: () => owner.tokens,
      changed: (revision, topics) => state.emit({ kind: 'changed', revision, topics }),
    }),
  );
}
