import { parse } from 'yaml';
import type { BuiltConsole, Planted } from './built-console.ts';

/** One item of the checklist: what is wrong with a built console, in words, and an edit that makes it wrong. */
export interface Item {
  readonly number: number;
  readonly title: string;
  /** How the console meets it. */
  readonly how: string;
  readonly faults: (built: BuiltConsole) => Promise<readonly string[]> | readonly string[];
  readonly planted: Planted;
}

type Faults = readonly string[];

const unless = (holds: boolean, fault: string): Faults => (holds ? [] : [fault]);

const preferences = ({ window }: BuiltConsole): Readonly<Record<string, unknown>> =>
  window.options.webPreferences;

const mustBe = (built: BuiltConsole, name: string, value: unknown): Faults =>
  unless(preferences(built)[name] === value, `${name} is ${String(preferences(built)[name])}`);

const textOfAll = ({ text }: BuiltConsole): string => `${text.main}\n${text.preload}\n${text.page}`;

const mustLack = (built: BuiltConsole, pattern: RegExp): Faults =>
  unless(!pattern.test(textOfAll(built)), `the build says ${String(pattern)}`);

function isPrevented(built: BuiltConsole, event: string): boolean {
  let isDone = false;
  built.window.webContents.emit(event, { preventDefault: () => void (isDone = true) });
  return isDone;
}

const page = 'cachet://console/index.html';

function given(built: BuiltConsole, permission: string, details: object): boolean {
  const { handlers } = built.electron.session.defaultSession;
  let isGiven = handlers['ask'] === undefined || handlers['check'] === undefined;
  const answer = (yes: unknown): void => void (isGiven ||= yes === true);
  handlers['ask']?.(null, permission, answer, details);
  const { requestingUrl } = details as { readonly requestingUrl: string };
  return isGiven || Boolean(handlers['check']?.(null, permission, requestingUrl, {}));
}

const PERMISSIONS = [
  'media',
  'geolocation',
  'notifications',
  'clipboard-read',
  'hid',
  'openExternal',
];

const permissionFaults = (built: BuiltConsole): Faults =>
  [page, 'https://console.example/'].flatMap((requestingUrl) =>
    PERMISSIONS.filter((permission) =>
      given(built, permission, { isMainFrame: true, requestingUrl, mediaTypes: ['audio'] }),
    ).map((permission) => `${permission} is given to ${requestingUrl}`),
  );

async function policyFaults({ electron }: BuiltConsole): Promise<Faults> {
  const answered = await electron.protocol.answer?.(new Request(page));
  const policy = answered?.headers.get('content-security-policy') ?? '';
  return [
    ...unless(policy.includes("default-src 'none'"), 'something comes from anywhere'),
    ...unless(policy.includes("script-src 'self';"), 'scripts come from elsewhere'),
    ...unless(!/unsafe-eval|\*|https?:/.test(policy), 'the policy has a hole'),
  ];
}

const FOREIGN = [
  { senderFrame: { url: 'https://console.example/' } },
  { senderFrame: { url: page } },
  { senderFrame: null },
  { sender: {} },
];

async function senderFaults({ electron, window }: BuiltConsole): Promise<Faults> {
  const ours = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
  const answers = await Promise.allSettled(
    FOREIGN.map((event) =>
      electron.ipcMain.invoke('cachet:request', { ...ours, ...event }, { name: 'session.status' }),
    ),
  );
  return answers.flatMap(({ status }, place) =>
    unless(status === 'rejected', `answers ${JSON.stringify(FOREIGN[place])}`),
  );
}

/** Every fuse that matters here, and how it must stand. */
export const FUSES: Readonly<Record<string, boolean>> = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

function fuseFaults({ text }: BuiltConsole): Faults {
  const { electronFuses = {}, asar } = parse(text.packaging) as {
    readonly asar?: unknown;
    readonly electronFuses?: Readonly<Record<string, unknown>>;
  };
  const wrong = Object.entries(FUSES).filter(([name, value]) => electronFuses[name] !== value);
  return [
    ...wrong.map(([name]) => `${name} is ${String(electronFuses[name])}`),
    ...unless(asar === true, 'the application is not packed'),
  ];
}

function bridgeFaults({ exposed, required, window }: BuiltConsole): Faults {
  const bridge = exposed['cachet'] ?? {};
  const passed: unknown[] = [];
  (bridge['subscribe'] as ((listener: (...all: unknown[]) => void) => void) | undefined)?.(
    (...all) => passed.push(...all),
  );
  window.webContents.send('cachet:event', { kind: 'session', state: 'locked' });
  return [
    ...unless(Object.keys(exposed).join() === 'cachet', `exposes ${Object.keys(exposed).join()}`),
    ...unless(
      Object.keys(bridge).join() === 'request,subscribe',
      `has ${Object.keys(bridge).join()}`,
    ),
    ...unless(Object.isFrozen(bridge), 'the page can change it'),
    ...unless(passed.length === 1, 'the page gets the event of Electron'),
    ...unless(
      required.every((name) => name === 'electron'),
      `requires ${required.join()}`,
    ),
  ];
}

function versionFaults({ text }: BuiltConsole): Faults {
  const { devDependencies } = JSON.parse(text.package) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const wanted = devDependencies['electron'] ?? '';
  return [
    ...unless(/^\d+\.\d+\.\d+$/.test(wanted), `"${wanted}" is not one released version`),
    ...unless(Number(wanted.split('.')[0]) >= 45, `${wanted} is older than was tried`),
  ];
}

const loadsOnly = ({ window }: BuiltConsole, pattern: RegExp): Faults =>
  window.loaded.filter((url) => !pattern.test(url)).map((url) => `loads ${url}`);

const setPreference = (name: string): Planted => ({
  file: 'main',
  from: 'webviewTag: false',
  to: `webviewTag: false, ${name}`,
});

const loadsInstead = (url: string): Planted => ({
  file: 'main',
  from: /\.loadURL\([^)]*\)/,
  to: `.loadURL("${url}")`,
});

const flipped = (from: string, to: string): Planted => ({ file: 'main', from, to });

/** The security checklist of Electron's documentation, item by item in its order. */
export const OFFICIAL: readonly Item[] = [
  {
    number: 1,
    title: 'Only load secure content',
    how: 'The window loads one page, of its own scheme, which counts as secure.',
    faults: (built) => [
      ...loadsOnly(built, /^cachet:\/\/console\//),
      ...unless(
        !/(?:src|href)="(?:https?:)?\/\//.test(built.text.page),
        'the page loads from afar',
      ),
    ],
    planted: loadsInstead('http://console.example/'),
  },
  {
    number: 2,
    title: 'Do not enable Node.js integration for remote content',
    how: 'No Node in the page, its workers or frames.',
    faults: (built) => [
      ...mustBe(built, 'nodeIntegration', false),
      ...mustBe(built, 'nodeIntegrationInWorker', false),
      ...mustBe(built, 'nodeIntegrationInSubFrames', undefined),
    ],
    planted: flipped('nodeIntegration: false', 'nodeIntegration: true'),
  },
  {
    number: 3,
    title: 'Enable context isolation',
    how: 'The preload script and the page share no objects.',
    faults: (built) => mustBe(built, 'contextIsolation', true),
    planted: flipped('contextIsolation: true', 'contextIsolation: false'),
  },
  {
    number: 4,
    title: 'Enable process sandboxing',
    how: 'For the window and for every process of the application.',
    faults: (built) => [
      ...mustBe(built, 'sandbox', true),
      ...unless(built.electron.app.sandboxed, 'the application is not sandboxed'),
    ],
    planted: flipped('app.enableSandbox();', ''),
  },
  {
    number: 5,
    title: 'Handle session permission requests from remote content',
    how: 'The page gets the picture of the camera and may write into the clipboard; nobody gets anything else.',
    faults: permissionFaults,
    planted: { file: 'main', from: /answer\(isMainFrame[^;]*;/, to: 'answer(true);' },
  },
  {
    number: 6,
    title: 'Do not disable webSecurity',
    how: 'It is on.',
    faults: (built) => mustBe(built, 'webSecurity', true),
    planted: flipped('webSecurity: true', 'webSecurity: false'),
  },
  {
    number: 7,
    title: 'Define a Content Security Policy',
    how: 'With every file: nothing from the network, no inline or evaluated script, no frames.',
    faults: policyFaults,
    planted: flipped('const headers = windowHeaders();', 'const headers = {};'),
  },
  {
    number: 8,
    title: 'Do not enable allowRunningInsecureContent',
    how: 'It is not set.',
    faults: (built) => mustBe(built, 'allowRunningInsecureContent', undefined),
    planted: setPreference('allowRunningInsecureContent: true'),
  },
  {
    number: 9,
    title: 'Do not enable experimental features',
    how: 'None is set.',
    faults: (built) => mustBe(built, 'experimentalFeatures', undefined),
    planted: setPreference('experimentalFeatures: true'),
  },
  {
    number: 10,
    title: 'Do not use enableBlinkFeatures',
    how: 'None is set.',
    faults: (built) => mustBe(built, 'enableBlinkFeatures', undefined),
    planted: setPreference('enableBlinkFeatures: "ExecCommandInJavaScript"'),
  },
  {
    number: 11,
    title: 'Do not use allowpopups for WebViews',
    how: 'There is no WebView.',
    faults: (built) => mustLack(built, /allowpopups|<webview/i),
    planted: { file: 'page', from: '<body>', to: '<body><webview allowpopups></webview>' },
  },
  {
    number: 12,
    title: 'Verify WebView options before creation',
    how: 'WebViews are off, and attaching one is prevented.',
    faults: (built) => [
      ...mustBe(built, 'webviewTag', false),
      ...unless(isPrevented(built, 'will-attach-webview'), 'a WebView can be attached'),
    ],
    planted: flipped('"will-attach-webview"', '"did-attach-webview"'),
  },
  {
    number: 13,
    title: 'Disable or limit navigation',
    how: 'The window and its frames go nowhere.',
    faults: (built) =>
      ['will-navigate', 'will-redirect', 'will-frame-navigate'].flatMap((event) =>
        unless(isPrevented(built, event), `${event} goes through`),
      ),
    planted: flipped('"will-navigate"', '"did-navigate"'),
  },
  {
    number: 14,
    title: 'Disable or limit creation of new windows',
    how: 'None is opened.',
    faults: ({ window }) =>
      unless(
        window.webContents.openHandler?.({ url: page }).action === 'deny',
        'a window can be opened',
      ),
    planted: flipped('action: "deny"', 'action: "allow"'),
  },
  {
    number: 15,
    title: 'Do not use shell.openExternal with untrusted content',
    how: 'It is not used at all.',
    faults: (built) => mustLack(built, /openExternal|openPath|electron\.shell/),
    planted: flipped('window.focus()', 'electron.shell.openExternal(location)'),
  },
  {
    number: 16,
    title: 'Use a current version of Electron',
    how: 'One exact version, not older than the one that all this was tried with.',
    faults: versionFaults,
    planted: { file: 'package', from: /"electron": "[\d.]+"/, to: '"electron": "^30.0.0"' },
  },
  {
    number: 17,
    title: 'Validate the sender of all IPC messages',
    how: 'Only the main frame of our window, on our page.',
    faults: senderFaults,
    planted: flipped('if (!isOurs(event, window))', 'if (false)'),
  },
  {
    number: 18,
    title: 'Avoid the file:// protocol, prefer custom protocols',
    how: 'Files come from the scheme `cachet:`, from a list.',
    faults: (built) => [
      ...loadsOnly(built, /^cachet:/),
      ...mustLack(built, /loadFile\(|["'`]file:\/\//),
      ...unless(built.electron.protocol.answer !== undefined, 'the scheme is not served'),
    ],
    planted: loadsInstead('file:///index.html'),
  },
  {
    number: 19,
    title: 'Check which fuses you can change',
    how: 'All eight are set; the package is tried for them again.',
    faults: fuseFaults,
    planted: { file: 'packaging', from: 'runAsNode: false', to: 'runAsNode: true' },
  },
  {
    number: 20,
    title: 'Do not expose Electron APIs to untrusted web content',
    how: 'The page gets two frozen functions, and neither events nor channels of Electron.',
    faults: bridgeFaults,
    planted: { file: 'preload', from: 'listener(event)', to: 'listener(event, _)' },
  },
];
