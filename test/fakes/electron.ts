import { EventEmitter } from 'node:events';
import type { ElectronApi } from '../../electron/main/electron-api.ts';
import { exposeBridge } from '../../electron/preload/bridge.ts';
import type { HostedWindow } from '../host/suite.ts';

type Listener = (...values: unknown[]) => void;

/** A frame, as the sender of a message shows it. */
export interface FakeFrame {
  readonly url: string;
}

export class FakeContents extends EventEmitter {
  mainFrame: FakeFrame = { url: 'cachet://console/index.html' };
  openHandler: ((details: { readonly url: string }) => { readonly action: string }) | undefined;
  readonly renderer = new EventEmitter();

  setWindowOpenHandler(handler: FakeContents['openHandler']): void {
    this.openHandler = handler;
  }

  send(channel: string, value: unknown): void {
    this.renderer.emit(channel, {}, structuredClone(value));
  }
}

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> };
  readonly loaded: string[] = [];

  constructor(options: FakeWindow['options']) {
    super();
    this.options = options;
    FakeWindow.made.push(this);
  }

  static readonly made: FakeWindow[] = [];
  /** Every switch of the protection against screen capture. */
  readonly protection: boolean[] = [];
  setContentProtection = (isOn: boolean): void => void this.protection.push(isOn);
  isDestroyed = (): boolean => false;
  focus = (): void => undefined;
  show = (): void => undefined;
  loadURL = async (url: string): Promise<void> => void this.loaded.push(url);
}

class FakeSession extends EventEmitter {
  readonly handlers: Record<string, Listener> = {};
  setPermissionRequestHandler = (handler: Listener): void => void (this.handlers['ask'] = handler);
  setPermissionCheckHandler = (handler: Listener): void => void (this.handlers['check'] = handler);
  setDevicePermissionHandler = (handler: Listener): void =>
    void (this.handlers['device'] = handler);
}

/** What the operating system holds, and what anybody on the machine may put there. */
class FakeClipboard {
  held = '';
  readText = async (): Promise<string> => this.held;
  clear = (): void => void (this.held = '');
}

type Handler = (event: unknown, value: unknown) => unknown;

class FakeIpc {
  readonly handlers = new Map<string, Handler>();
  handle = (channel: string, handler: Handler): void => void this.handlers.set(channel, handler);
  removeHandler = (channel: string): void => void this.handlers.delete(channel);

  /** As the real one: values are copied, and what the handler throws rejects in the window. */
  async invoke(channel: string, event: unknown, value: unknown): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (handler === undefined) throw new Error(`no handler for ${channel}`);
    return structuredClone(await handler(event, structuredClone(value)));
  }
}

class FakeApp extends EventEmitter {
  isPackaged = true;
  quits = 0;
  sandboxed = false;
  firstInstance = true;
  readonly switches: string[] = [];
  readonly commandLine = { hasSwitch: (name: string): boolean => this.switches.includes(name) };
  requestSingleInstanceLock = (): boolean => this.firstInstance;
  enableSandbox = (): void => void (this.sandboxed = true);
  whenReady = async (): Promise<void> => undefined;
  quit = (): void => void (this.quits += 1);
}

class FakeProtocol {
  schemes: readonly { readonly scheme: string }[] = [];
  answer: ((request: Request) => Promise<Response>) | undefined;
  registerSchemesAsPrivileged = (schemes: FakeProtocol['schemes']): void =>
    void (this.schemes = schemes);
  handle = (_: string, answer: (request: Request) => Promise<Response>): void =>
    void (this.answer = answer);
}

/** The behaviour of Electron that the console relies on, without a display. */
export function fakeElectron() {
  FakeWindow.made.length = 0;
  const parts = {
    app: new FakeApp(),
    clipboard: Object.assign(new FakeClipboard(), { selection: new FakeClipboard() }),
    ipcMain: new FakeIpc(),
    protocol: new FakeProtocol(),
    powerMonitor: new EventEmitter(),
    session: { defaultSession: new FakeSession() },
    menus: [] as unknown[],
  };
  const Menu = {
    buildFromTemplate: (template: unknown) => template,
    setApplicationMenu: (menu: unknown) => parts.menus.push(menu),
  };
  const api = { ...parts, Menu, BrowserWindow: FakeWindow } as unknown as ElectronApi;
  return { ...parts, api, window: () => FakeWindow.made[0] as FakeWindow };
}

/** What the page behind the real preload script gets. */
export function pageOf(electron: ReturnType<typeof fakeElectron>, window: FakeWindow) {
  const exposed: Record<string, HostedWindow> = {};
  const { renderer, mainFrame } = window.webContents;
  exposeBridge(
    { exposeInMainWorld: (name, value) => void (exposed[name] = value as HostedWindow) },
    {
      invoke: (channel: string, value: unknown) =>
        electron.ipcMain.invoke(
          channel,
          { sender: window.webContents, senderFrame: mainFrame },
          value,
        ),
      on: (channel: string, listener: Listener) => renderer.on(channel, listener),
      off: (channel: string, listener: Listener) => renderer.off(channel, listener),
    } as unknown as Parameters<typeof exposeBridge>[1],
  );
  return exposed;
}
