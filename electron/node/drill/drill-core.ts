import type { Clock } from '../../../shared/app/ports.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../../shared/contracts/procedure.ts';
import type { Reply } from '../../../shared/contracts/reply.ts';
import { createCore } from '../core.ts';
import type { MachineAtWork } from '../hub/own-ledger.ts';
import { cheapestCost } from '../passphrase.ts';
import { machinePrinter } from '../printer.ts';

/** The study of a drill is deleted a moment later. */
export const drillCost = cheapestCost;

export const drillPassphrase = 'downtime drill passphrase';

/** A clock that goes when it is told to. */
export class DrillClock implements Clock {
  #instant: Instant;
  #monotonicMs = 0;

  constructor(start: Instant) {
    this.#instant = start;
  }

  uptime() {
    return { boot: 'drill', monotonicMs: this.#monotonicMs };
  }

  /** Moves the wall clock alone, as somebody who sets it does. */
  set(minutes: number): void {
    this.#instant = addMilliseconds(this.#instant, minutes * 60_000);
  }

  now() {
    return { instant: this.#instant, offsetMinutes: 60 };
  }

  advance(minutes: number): void {
    this.#monotonicMs += minutes * 60_000;
    this.#instant = addMilliseconds(this.#instant, minutes * 60_000);
  }
}

/** A core that a drill asks; what is refused is a defect of the drill. */
export interface DrillCore {
  ask<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<Reply<OutputOf<N>>>;
  must<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  atWork(): MachineAtWork | null;
  close(): void;
}

export function drillCore(
  place: {
    readonly dataDirectory: string;
    readonly resources: string;
    readonly storePath?: string;
  },
  clock: Clock,
): DrillCore {
  const core = createCore({
    ...place,
    clock,
    printer: machinePrinter,
    emit: () => undefined,
    isCancelled: () => false,
    cost: drillCost,
  });
  const ask: DrillCore['ask'] = (name, input) =>
    core.dispatch({ name, input: withMeaning(name, input) }) as never;
  return {
    ask,
    async must(name, input) {
      const reply = await ask(name, input);
      if (reply.kind === 'ok') return reply.value;
      throw new Error(`the drill's ${name}: ${JSON.stringify(reply)}`);
    },
    atWork: () => core.atWork(),
    close: () => core.close(),
  };
}

/** Signatures say what their contract says. */
function withMeaning(name: ProcedureName, input: object): object {
  const { signatures }: ProcedureContract = contracts[name];
  if (signatures === undefined || !('signature' in input)) return input;
  return { ...input, signature: { ...(input.signature as object), meaning: signatures.meaning } };
}

export const signedBy = (user: string) => ({
  user,
  passphrase: drillPassphrase,
  meaning: 'as the contract says',
});
