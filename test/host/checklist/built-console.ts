import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fakeElectron } from '../../fakes/electron.ts';
import type { FakeContents, FakeWindow } from '../../fakes/electron.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const mainFile = join(root, '.build', 'main', 'index.js');
const preloadFile = join(root, '.build', 'preload', 'index.cjs');
const require = createRequire(import.meta.url);

/** A change to a built file, as a careless edit would leave it. */
export interface Planted {
  readonly file: 'main' | 'preload' | 'page' | 'package' | 'packaging';
  readonly from: string | RegExp;
  readonly to: string;
}

export interface BuiltConsole {
  readonly electron: ReturnType<typeof fakeElectron>;
  readonly window: FakeWindow;
  /** The thread behind the window. */
  readonly core: QuietThread;
  /** What the preload script gave to the page, by name. */
  readonly exposed: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The modules that the preload script asked for. */
  readonly required: readonly string[];
  /** The text of the built files, as they ran. */
  readonly text: Readonly<Record<Planted['file'], string>>;
}

/** Answers every request of the core's client at once, in place of the core's thread. */
export class QuietThread extends EventEmitter {
  static last: QuietThread | undefined;
  /** Names of requests that came here. */
  readonly reached: string[] = [];
  /** Whether whoever is signed in sees arms. */
  unblinded: boolean | null = null;

  constructor() {
    super();
    QuietThread.last = this;
  }

  postMessage(message: { readonly id: number; readonly request: { readonly name: string } }): void {
    if (!('request' in message)) return;
    this.reached.push(message.request.name);
    const user = this.unblinded === null ? null : { unblinded: this.unblinded };
    const reply = { kind: 'ok', value: { user } };
    queueMicrotask(() => this.emit('message', { id: message.id, reply }));
  }

  /** What the core tells its windows; resolves when everything that follows at once has happened. */
  async say(event: object): Promise<void> {
    this.emit('message', { event });
    await settled();
  }
}

const stage: { electron: object; threads: object } = {
  electron: {},
  threads: { Worker: QuietThread, parentPort: null, workerData: null },
};

const source = (name: keyof typeof stage, exported: readonly string[]): string =>
  exported
    .map((one) => `export const ${one} = globalThis[Symbol.for('staged')].${name}.${one};`)
    .join('\n');

let variants = 0;

/** Runs the built main module and preload script with a staged Electron, after planting a fault in them if asked to. */
export async function runBuilt(planted?: Planted): Promise<BuiltConsole> {
  const text = textOf(planted);
  const folder = mkdtempSync(join(tmpdir(), 'cachet-built-'));
  variants += 1;
  const entry = join(folder, `main-${variants}.mjs`);
  writeFileSync(entry, text.main);
  const electron = fakeElectron();
  stage.electron = electron.api;
  Object.assign(globalThis, { [Symbol.for('staged')]: stage });
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === 'electron') return staged(`electron-${variants}`);
      if (specifier === 'node:worker_threads') return staged('threads');
      const isOurs = context.parentURL === pathToFileURL(entry).href && specifier.startsWith('.');
      return isOurs
        ? next(new URL(specifier, pathToFileURL(mainFile)).href, context)
        : next(specifier, context);
    },
    load: (url, context, next) => {
      if (!url.startsWith('staged:')) return next(url, context);
      const isElectron = url.startsWith('staged:electron');
      const names = Object.keys(isElectron ? stage.electron : stage.threads);
      const made = source(isElectron ? 'electron' : 'threads', names);
      return { format: 'module', shortCircuit: true, source: made };
    },
  });
  try {
    require(entry);
  } finally {
    hooks.deregister();
    rmSync(folder, { recursive: true });
  }
  // The module goes on by itself once Electron is ready.
  await settled();
  const core = QuietThread.last;
  if (core === undefined) throw new Error('the built console started no core');
  return { electron, window: electron.window(), core, text, ...runPreload(text.preload, electron) };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const staged = (name: string) => ({ url: `staged:${name}`, format: 'module', shortCircuit: true });

function textOf(planted: Planted | undefined): BuiltConsole['text'] {
  const text = {
    main: readFileSync(mainFile, 'utf8'),
    preload: readFileSync(preloadFile, 'utf8'),
    page: readFileSync(join(root, '.build', 'renderer', 'index.html'), 'utf8'),
    package: readFileSync(join(root, 'package.json'), 'utf8'),
    packaging: readFileSync(join(root, 'electron-builder.yml'), 'utf8'),
  };
  if (planted === undefined) return text;
  const changed = text[planted.file].replace(planted.from, planted.to);
  if (changed === text[planted.file]) throw new Error(`nothing was planted: ${planted.from}`);
  return { ...text, [planted.file]: changed };
}

function runPreload(text: string, electron: BuiltConsole['electron']) {
  const exposed: Record<string, Readonly<Record<string, unknown>>> = {};
  const required: string[] = [];
  const contents: FakeContents = electron.window().webContents;
  const event = { sender: contents, senderFrame: contents.mainFrame };
  const offered = {
    contextBridge: {
      exposeInMainWorld: (name: string, value: Readonly<Record<string, unknown>>) =>
        void (exposed[name] = value),
    },
    ipcRenderer: {
      invoke: (channel: string, value: unknown) => electron.ipcMain.invoke(channel, event, value),
      on: (channel: string, listener: () => void) => contents.renderer.on(channel, listener),
      off: (channel: string, listener: () => void) => contents.renderer.off(channel, listener),
    },
  };
  // A preload script is CommonJS and is given its `require` by Electron.
  const folder = mkdtempSync(join(tmpdir(), 'cachet-built-'));
  const file = join(folder, 'preload.cjs');
  writeFileSync(file, `module.exports = (require) => {\n${text}\n};`);
  try {
    (require(file) as (ask: (name: string) => unknown) => void)((name) => {
      required.push(name);
      return name === 'electron' ? offered : {};
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { exposed, required };
}
