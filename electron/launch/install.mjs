// Installs the packages that package-lock.json names, when they are absent or not those.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export function install(root) {
  const stamp = join(root, 'node_modules', '.cachet-lock');
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalledSince(root)) {
    refuseLink(root);
    runNpm(root);
  }
  writeFileSync(stamp, wanted);
}

/** npm leaves its own copy of the lock when it is done; one newer than ours was made from ours. */
function isInstalledSince(root) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  const stamp = join(root, 'node_modules', '.cachet-lock');
  if (existsSync(stamp) || !existsSync(hidden)) return false;
  return statSync(hidden).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** npm empties the folder before it fills it: behind a link that is somebody else's. */
function refuseLink(root) {
  const modules = join(root, 'node_modules');
  if (!lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const target = existsSync(modules) ? realpathSync(modules) : 'a folder that is not there';
  throw new Error(
    `node_modules is a link to ${target}, whose packages are not those of this checkout; installing would empty that folder. Remove the link and run the command again.`,
  );
}

function runNpm(root) {
  console.error('Installing packages (once, a minute or two) …');
  // Tools and the pinned Node are needed whatever NODE_ENV and the person's own settings say.
  const words = ['ci', '--include=dev', '--include=optional', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [program, args] = npm?.endsWith('.js')
    ? [process.execPath, [npm, ...words]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', words];
  const shell = program.endsWith('.cmd');
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (status === 0) return;
  throw new Error(
    `npm ci failed${error ? ` (${error.message})` : ''}: check that the npm registry can be reached and run the command again.`,
  );
}
