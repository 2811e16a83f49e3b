import { parentPort, workerData } from 'node:worker_threads';
import { exampleScenario } from '../../shared/app/forecast/example-scenario.ts';
import { contracts } from '../../shared/contracts/index.ts';
import type { ProcedureName } from '../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../shared/contracts/procedure.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';
import { clearCancel, isCancelled } from './core-messages.ts';
import type { CoreWorkerData, FromCore, ToCore } from './core-messages.ts';
import { createCore } from './core.ts';
import { startHubInBackground } from './hub-in-background.ts';
import type { HubInBackground } from './hub-in-background.ts';
import { idleReading } from './idle-reading.ts';
import { machinePrinter } from './printer.ts';
import { machineTicker, startScheduledRuns } from './scheduled-runs.ts';
import type { ScheduledRuns } from './scheduled-runs.ts';
import { systemClock } from './system-clock.ts';

/** The thread that owns the database. One request at a time, in the order in which they came. */
const port = parentPort;
if (port === null) throw new Error('the core runs as a worker thread');
const { options, cancelFlags } = workerData as CoreWorkerData;

const send = (message: FromCore): void => port.postMessage(message);
let runs: ScheduledRuns | null = null;
let hub: HubInBackground | null = null;
const core = createCore({
  ...options,
  clock: systemClock,
  printer: machinePrinter,
  emit: (event) => {
    send({ event });
    runs?.hear(event);
    hub?.hear(event);
    if (event.kind === 'session' && event.state === 'signed-in') readOn();
  },
  isCancelled: (job) => isCancelled(cancelFlags, job),
  inTurn: (request) => inTurn(request),
});

/** Computations that do not touch the study wait for nobody. */
const runsBeside = (name: string): boolean =>
  Object.hasOwn(contracts, name) &&
  (contracts[name as ProcedureName] as ProcedureContract).runs === 'beside';

let queue: Promise<void> = Promise.resolve();
let waiting = 0;
const readOn = idleReading({
  slice: () => core.readAhead(),
  isIdle: () => waiting === 0,
  later: (milliseconds, next) => setTimeout(next, milliseconds).unref(),
});
/** One after the other, in the order in which they came. */
function inTurn(request: Request): Promise<Reply> {
  waiting += 1;
  const reply = queue.then(() => core.dispatch(request));
  queue = reply.then(() => {
    waiting -= 1;
  });
  return reply;
}
runs = startScheduledRuns({ request: inTurn, ticker: machineTicker });
hub = startHubInBackground({ core, dataDirectory: options.dataDirectory, ticker: machineTicker });

const beside = new Set<Promise<void>>();

function runBeside(answer: () => Promise<void>): void {
  const run: Promise<void> = answer().finally(() => beside.delete(run));
  beside.add(run);
}

/** The first thing that the page of forecasts asks for. */
const opensForecasts: ProcedureName = 'forecast.scenarios';

/** Whoever opens the page may run a forecast next: checking a scenario makes the threads ready meanwhile. */
async function readyForecasts(): Promise<void> {
  await core.dispatch({ name: 'forecast.check', input: { scenario: exampleScenario } });
}

port.on('message', (message: ToCore) => {
  if ('request' in message) {
    const { id, request } = message;
    if (runsBeside(request.name)) {
      runBeside(async () => send({ id, reply: await core.dispatch(request) }));
    } else {
      void inTurn(request).then((reply) => {
        send({ id, reply });
        if (request.name === opensForecasts) runBeside(readyForecasts);
      });
    }
  } else if ('cancel' in message) {
    // What runs beside the queue must see the flag too before it is taken down.
    void Promise.allSettled([queue, ...beside]).then(() =>
      clearCancel(cancelFlags, message.cancel),
    );
  } else {
    queue = queue.then(() => {
      runs?.stop();
      hub?.stop();
      core.close();
      port.close();
    });
  }
});
