// Finds the Electron runtime, fetching it once if it can be fetched.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROBE_MS = 3000;
const FETCH_MS = 300_000;

/** What the answer depends on besides the files. */
const thisMachine = () => ({
  platform: process.platform,
  environment: process.env,
  isRoot: process.getuid?.() === 0,
  isReachable,
});

/**
 * `{ path }` of the runtime, or `{ because }` why the console cannot open in it. That it could not be fetched is
 * remembered for this version, so that later starts do not wait; `insist` tries again.
 */
export async function findElectron(root, insist, machine = thisMachine()) {
  const because = whyNoWindow(machine);
  if (because !== undefined) return { because };
  const present = runtimePath(root);
  if (present !== undefined) return { path: present };
  const memory = join(root, '.build', '.electron-unreachable');
  const { version } = JSON.parse(readFileSync(packageFile(root, 'package.json'), 'utf8'));
  const failed = existsSync(memory) && readFileSync(memory, 'utf8') === version;
  if (!failed || insist) {
    if (await fetchRuntime(root, version, machine)) return { path: runtimePath(root) };
    mkdirSync(join(root, '.build'), { recursive: true });
    writeFileSync(memory, version);
  }
  return { because: 'its runtime is not here and could not be fetched' };
}

const packageFile = (root, name) => join(root, 'node_modules', 'electron', name);

function whyNoWindow({ platform, environment, isRoot }) {
  if (platform !== 'linux') return undefined;
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'there is no display';
  return isRoot ? 'its sandbox does not run as root' : undefined;
}

function runtimePath(root) {
  const note = packageFile(root, 'path.txt');
  if (!existsSync(note)) return undefined;
  const path = packageFile(root, join('dist', readFileSync(note, 'utf8')));
  return existsSync(path) ? path : undefined;
}

async function fetchRuntime(root, version, machine) {
  if (!(await machine.isReachable(version, machine.environment))) return false;
  console.error('Fetching the Electron runtime (once) …');
  const words = [packageFile(root, 'install.js')];
  const options = { cwd: root, stdio: ['ignore', 2, 2], timeout: FETCH_MS };
  return (
    spawnSync(process.execPath, words, options).status === 0 && runtimePath(root) !== undefined
  );
}

/** A mirror or a proxy is a way of its own, which the fetch itself has to try. */
async function isReachable(version, { ELECTRON_MIRROR, HTTPS_PROXY, https_proxy }) {
  if (ELECTRON_MIRROR || HTTPS_PROXY || https_proxy) return true;
  const address = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  const signal = AbortSignal.timeout(PROBE_MS);
  return fetch(address, { method: 'HEAD', signal }).then(
    (response) => response.ok,
    () => false,
  );
}
