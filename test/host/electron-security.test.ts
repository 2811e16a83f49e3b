// Requirements: PLT-06
import { describe, expect, test } from 'vitest';
import type { CorePort } from '../../electron/node/core-port.ts';
import { runConsole } from '../../electron/main/console.ts';
import { serveWindowFiles } from '../../electron/main/window-files.ts';
import { fakeElectron, pageOf } from '../fakes/electron.ts';

/** Remembers what reached the core. */
function recordingCore() {
  const requests: string[] = [];
  const ends: string[] = [];
  const core: CorePort = {
    request: async ({ name }) => {
      requests.push(name);
      return { kind: 'ok', value: null };
    },
    cancel: () => undefined,
    subscribe: () => () => void ends.push('events'),
    close: async () => void ends.push('core'),
  };
  return { core, requests, ends };
}

async function runningConsole() {
  const electron = fakeElectron();
  const recording = recordingCore();
  await runConsole(electron.api, () => recording.core);
  const window = electron.window();
  const ourEvent = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
  const invoke = (event: object, value: unknown) =>
    electron.ipcMain.invoke('cachet:request', { ...ourEvent, ...event }, value);
  return { electron, window, invoke, ...recording };
}

const prevented = (): { preventDefault(): void; done: boolean } => {
  const event = { done: false, preventDefault: () => void (event.done = true) };
  return event;
};

describe('the window', () => {
  test('is sandboxed, isolated and without Node', async () => {
    const { electron, window } = await runningConsole();
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    });
    expect(electron.app.sandboxed).toBe(true);
    expect(window.loaded).toEqual(['cachet://console/index.html']);
  });

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
    'denies %s',
    async (name) => {
      const { window } = await runningConsole();
      const event = prevented();
      window.webContents.emit(name, event);
      expect(event.done).toBe(true);
    },
  );

  test('opens no other window', async () => {
    const { window } = await runningConsole();
    expect(window.webContents.openHandler?.({ url: 'https://x' })).toEqual({ action: 'deny' });
  });

  const ours = 'cachet://console/index.html';
  const asked = (details: object) => ({ isMainFrame: true, requestingUrl: ours, ...details });

  test('gives the camera to its own page, for the scan dialog', async () => {
    const { electron } = await runningConsole();
    const { handlers } = electron.session.defaultSession;
    const answers: unknown[] = [];
    const details = asked({ mediaTypes: ['video'] });
    handlers['ask']?.(null, 'media', (given: unknown) => answers.push(given), details);
    answers.push(handlers['check']?.(null, 'media', 'cachet://console', { mediaType: 'video' }));
    expect(answers).toEqual([true, true]);
  });

  test('may write into the clipboard, for the copy button', async () => {
    const { electron } = await runningConsole();
    const { handlers } = electron.session.defaultSession;
    const answers: unknown[] = [];
    const wish = 'clipboard-sanitized-write';
    handlers['ask']?.(null, wish, (given: unknown) => answers.push(given), asked({}));
    answers.push(handlers['check']?.(null, wish, 'cachet://console', {}));
    answers.push(handlers['check']?.(null, wish, 'https://x', {}));
    expect(answers).toEqual([true, true, false]);
  });

  test.each([
    ['the microphone', 'media', asked({ mediaTypes: ['audio'] })],
    ['camera and microphone', 'media', asked({ mediaTypes: ['video', 'audio'] })],
    ['screens', 'media', asked({ mediaTypes: [] })],
    ['another page', 'media', asked({ mediaTypes: ['video'], requestingUrl: 'https://x/' })],
    [
      'a name like ours',
      'media',
      asked({ mediaTypes: ['video'], requestingUrl: `${ours.slice(0, 16)}.x/` }),
    ],
    ['a frame', 'media', asked({ mediaTypes: ['video'], isMainFrame: false })],
    ['its place', 'geolocation', asked({})],
    ['the clipboard', 'clipboard-read', asked({ mediaTypes: ['video'] })],
  ])('gives no permission for %s', async (_, permission, details) => {
    const { electron } = await runningConsole();
    const { handlers } = electron.session.defaultSession;
    const answers: unknown[] = [];
    handlers['ask']?.(null, permission, (given: unknown) => answers.push(given), details);
    answers.push(
      handlers['check']?.(null, permission, details.requestingUrl, {
        mediaType: 'audio',
      }),
      handlers['check']?.(null, permission, ours, {}),
      handlers['device']?.(),
    );
    expect(answers).toEqual([false, false, false, false]);
  });

  test('downloads what it made itself and nothing else', async () => {
    const { electron } = await runningConsole();
    const download = (url: string): boolean => {
      const event = prevented();
      electron.session.defaultSession.emit('will-download', event, { getURL: () => url });
      return !event.done;
    };
    expect(download('blob:cachet://console/8d1f')).toBe(true);
    expect(download('https://evil.example/a')).toBe(false);
    expect(download('blob:https://evil.example/a')).toBe(false);
  });
});

describe('the bridge', () => {
  test('is exactly request and subscribe, frozen', async () => {
    const { electron, window } = await runningConsole();
    const exposed = pageOf(electron, window);
    expect(Object.keys(exposed)).toEqual(['cachet']);
    expect(Object.keys(exposed['cachet'] ?? {})).toEqual(['request', 'subscribe']);
    expect(Object.isFrozen(exposed['cachet'])).toBe(true);
  });

  test('passes only the three members of a request', async () => {
    const { electron, window } = await runningConsole();
    const seen: unknown[] = [];
    electron.ipcMain.handlers.set('cachet:request', (_, value) => seen.push(value));
    const sent = { name: 'echo', input: 1, requestId: 'r', extra: 'x' };
    await pageOf(electron, window)['cachet']?.request(sent);
    expect(seen).toEqual([{ name: 'echo', input: 1, requestId: 'r' }]);
  });
});

describe('the sender of a request', () => {
  test('may be our main frame', async () => {
    const { invoke, requests } = await runningConsole();
    expect(await invoke({}, { name: 'echo' })).toEqual({ kind: 'ok', value: null });
    expect(requests).toEqual(['echo']);
  });

  test.each([
    ['a frame inside it', { senderFrame: { url: 'cachet://console/index.html' } }],
    ['a frame that is gone', { senderFrame: null }],
    ['other contents', { sender: {} }],
  ])('may not be %s', async (_, event) => {
    const { invoke, requests } = await runningConsole();
    await expect(invoke(event, { name: 'echo' })).rejects.toThrow('not our window');
    expect(requests).toEqual([]);
  });

  test.each(['https://evil.example/', 'cachet://console.evil/', 'file:///index.html'])(
    'may not be a page at %s',
    async (url) => {
      const { window, invoke, requests } = await runningConsole();
      window.webContents.mainFrame = { url };
      const { mainFrame: senderFrame } = window.webContents;
      await expect(invoke({ senderFrame }, { name: 'echo' })).rejects.toThrow('not our window');
      expect(requests).toEqual([]);
    },
  );

  test.each([null, 'echo', {}, { name: 1 }, { name: 'echo', requestId: 7 }])(
    'must send a request, not %j',
    async (value) => {
      const { invoke, requests } = await runningConsole();
      await expect(invoke({}, value)).rejects.toThrow('refused');
      expect(requests).toEqual([]);
    },
  );
});

describe('files of the window', () => {
  const ask = async (url: string, method = 'GET') => {
    const electron = fakeElectron();
    serveWindowFiles(electron.api, (path) =>
      path === '/index.html' ? { type: 'text/html', body: Buffer.from('page') } : undefined,
    );
    const answered = await electron.protocol.answer?.(new Request(url, { method }));
    if (answered === undefined) throw new Error('no handler');
    return answered;
  };

  test('are served with a strict policy', async () => {
    const answered = await ask('cachet://console/index.html');
    expect(await answered.text()).toBe('page');
    expect(answered.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answered.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    ['cachet://console/other', 'GET'],
    ['cachet://elsewhere/index.html', 'GET'],
    ['cachet://console/index.html', 'POST'],
  ])('are only these: %s by %s', async (url, method) => {
    expect((await ask(url, method)).status).toBe(404);
  });
});

describe('the life of the console', () => {
  test('closing the window closes the core, then quits', async () => {
    const { electron, ends } = await runningConsole();
    electron.app.emit('window-all-closed');
    await new Promise((resolve) => setImmediate(resolve));
    expect(ends).toEqual(['events', 'core']);
    expect(electron.app.quits).toBe(1);
  });

  test.each(['suspend', 'lock-screen', 'resume', 'shutdown'])(
    '%s locks the session',
    async (name) => {
      const { electron, requests } = await runningConsole();
      electron.powerMonitor.emit(name);
      expect(requests).toEqual(['session.lock']);
    },
  );

  test.each([
    ['installed', 'remote-debugging-port', true, 1],
    ['installed', 'no-sandbox', true, 1],
    ['from a checkout', 'remote-debugging-port', false, 0],
    ['installed', 'lang', true, 0],
  ])('%s and started with --%s', async (_, name, isPackaged, quits) => {
    const electron = fakeElectron();
    electron.app.isPackaged = isPackaged;
    electron.app.switches.push(name);
    await runConsole(electron.api, () => recordingCore().core);
    expect(electron.app.quits).toBe(quits);
  });

  test('a second instance starts no core', async () => {
    const electron = fakeElectron();
    electron.app.firstInstance = false;
    let started = 0;
    await runConsole(electron.api, () => {
      started += 1;
      return recordingCore().core;
    });
    expect({ started, quits: electron.app.quits }).toEqual({ started: 0, quits: 1 });
  });
});
