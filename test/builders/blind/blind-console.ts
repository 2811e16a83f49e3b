import { createCore } from '../../../electron/node/core.ts';
import { drillCost } from '../../../electron/node/drill/drill-core.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import type { Clock } from '../../../shared/app/ports.ts';
import type { CoreEvent } from '../../../shared/contracts/events.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../../shared/contracts/procedure.ts';
import type { Reply, Request } from '../../../shared/contracts/reply.ts';
import { seededRandom } from '../../fakes/random.ts';
import { firstPassphrase, passphrase } from './blind-people.ts';

/** The real core of a machine, its draws from a seed and its clock in the hand of a test. */
export interface BlindConsole {
  readonly dataDirectory: string;
  readonly path: string;
  /** What the windows were told, oldest first. */
  readonly events: CoreEvent[];
  dispatch(request: Request): Promise<Reply>;
  /** Signs somebody in unless they are at work already; `nobody` locks the console. */
  as(user: string): Promise<void>;
  ask<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<Reply<OutputOf<N>>>;
  /** Asks as somebody and expects `ok`; throws with the whole reply otherwise. */
  must<N extends ProcedureName>(user: string, name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  close(): void;
}

export interface ConsolePlace {
  readonly dataDirectory: string;
  readonly path: string;
  readonly seed: string;
  readonly clock: Clock;
  /** False while the file is still to be made. */
  readonly isFounded: boolean;
}

/** A signature with the meaning that its procedure declares. */
export const signedBy = (user: string, name: ProcedureName) => {
  const { signatures }: ProcedureContract = contracts[name];
  return { user, passphrase, meaning: signatures?.meaning ?? '' };
};

export function blindConsole(place: ConsolePlace): BlindConsole {
  const events: CoreEvent[] = [];
  const core = createCore({
    dataDirectory: place.dataDirectory,
    resources: resourcesDirectory(),
    ...(place.isFounded ? { storePath: place.path } : {}),
    clock: place.clock,
    printer: machinePrinter,
    emit: (event) => events.push(event),
    isCancelled: () => false,
    cost: drillCost,
    random: seededRandom(place.seed),
  });
  const ask: BlindConsole['ask'] = (name, input) => core.dispatch({ name, input }) as never;

  async function as(user: string): Promise<void> {
    const status = await ask('session.status', {});
    if (status.kind !== 'ok') throw new Error(JSON.stringify(status));
    const present = status.value.user?.user ?? 'nobody';
    if (present === user && status.value.store?.path === place.path) return;
    await ask('store.choose', { path: place.path });
    if (user === 'nobody') return;
    const known = user === 'newt' ? { user, passphrase: firstPassphrase } : { user, passphrase };
    const reply = await ask('session.signIn', known);
    if (reply.kind !== 'ok') throw new Error(`${user}: ${JSON.stringify(reply)}`);
  }

  return {
    dataDirectory: place.dataDirectory,
    path: place.path,
    events,
    dispatch: core.dispatch,
    as,
    ask,
    async must(user, name, input) {
      await as(user);
      const reply = await ask(name, input);
      if (reply.kind === 'ok') return reply.value;
      throw new Error(`${user} ${name}: ${JSON.stringify(reply).slice(0, 3000)}`);
    },
    close: () => core.close(),
  };
}
