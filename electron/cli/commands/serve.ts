import { spawn } from 'node:child_process';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Loopback } from '../../loopback/index.ts';
import { startLoopback } from '../../loopback/index.ts';
import type { CoreThread } from '../../node/core-client.ts';
import { startCore } from '../../node/core-client.ts';
import { dataDirectory, rendererDirectory, resourcesDirectory } from '../../node/places.ts';
import { optionalText, pathFrom, wholeNumber } from '../arguments.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { UsageError, done, refused } from '../command.ts';

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Asks the desktop to open an address; without a desktop the printed address has to do. */
function openBrowser(address: string): void {
  const [program = 'xdg-open', ...words] = OPENERS[process.platform] ?? [];
  const browser = spawn(program, [...words, address], { stdio: 'ignore', detached: true });
  browser.on('error', () => undefined);
  browser.unref();
}

const stopped = (stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener('abort', () => resolve(), { once: true });
  });

async function serve(typed: Typed, io: Io): Promise<Ending> {
  const port = wholeNumber(typed, 'port', 0, 0);
  if (port > 65_535) throw new UsageError('--port takes a number up to 65535');
  const store = optionalText(typed, 'store');
  const core = startCore({
    dataDirectory: dataDirectory(io.environment),
    resources: resourcesDirectory(),
    ...(store === undefined ? {} : { storePath: pathFrom(io, store) }),
  });
  try {
    const host = await startLoopback({ core, renderer: rendererDirectory(), port });
    return await serveUntilStopped(host, core, typed, io);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    return refused(
      refusal('port-in-use', `Port ${port} is in use.`, 'Choose another --port, or none.'),
    );
  } finally {
    await core.close();
  }
}

async function serveUntilStopped(
  host: Loopback,
  core: CoreThread,
  typed: Typed,
  io: Io,
): Promise<Ending> {
  const address = host.newAddress();
  io.say(`The console is at this one-time address for ten minutes:\n${address}`);
  if (!typed.switches.has('no-open')) openBrowser(address);
  const death = await Promise.race([stopped(io.stop), core.ended]);
  await host.close();
  if (death === undefined) return done({ port: host.port }, '');
  const next = 'Start again; what was acknowledged is kept.';
  return refused(refusal('core-ended', 'The core ended unexpectedly.', next, [death.message]));
}

export const command: Command = {
  options: {
    port: { value: 'P', description: 'port on 127.0.0.1; a free one by default' },
    store: {
      value: 'PATH',
      description: 'the store to open; otherwise the window offers a choice',
    },
    'no-open': { description: 'print the address only' },
  },
  output:
    'the one-time address on stderr; runs until it is interrupted, then `{ port }` that was served',
  examples: ['serve', 'serve --port 8123 --store ./demo.cachet --no-open'],
  run: serve,
};
