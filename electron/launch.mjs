// The way in for `npm start`, `npm test`, `npm run cachet` and `npm run bench`: installs and builds what is missing, then
// runs the program on a Node that is new enough. Depends on nothing and runs on Node 20. Its own words go to stderr.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './launch/build.mjs';
import { findElectron } from './launch/electron-runtime.mjs';
import { install } from './launch/install.mjs';
import { findNode, isNewEnough } from './launch/node-runtime.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const TASKS = {
  start,
  cachet: (words) => runCachet(words),
  test: async (words) => {
    build(root, findNode(root));
    return runNode(join(root, 'test', 'run-all.ts'), words);
  },
  bench: async (words) => {
    build(root, findNode(root));
    return runNode(join(root, 'test', 'bench', 'run.ts'), words);
  },
  build: async () => build(root, findNode(root)),
};

async function runCachet(words) {
  build(
    root,
    findNode(root),
    ['serve', 'selftest'].includes(words[0]) ? undefined : ['node', 'viewer'],
  );
  return runNode(join(root, '.build', 'node', 'cli.js'), words);
}

/** npm runs scripts in the package's folder; the paths that a person types are meant from where the person stands. */
function standWhereThePersonStands(task) {
  const { npm_lifecycle_event: script, INIT_CWD: standing } = process.env;
  if (script === task && standing && ['start', 'cachet'].includes(task)) process.chdir(standing);
}

async function start(words) {
  const { shell, rest } = takeShell(words);
  if (!['electron', 'browser', 'none', undefined].includes(shell)) {
    throw new Error(`--shell takes electron, browser or none, not "${shell}".`);
  }
  if (shell === undefined || shell === 'electron') {
    const electron = await findElectron(root, shell === 'electron');
    const because = electron.because ?? (await runElectron(electron.path, rest));
    if (because === undefined) return;
    console.error(`Electron cannot open the console (${because}); opening it in the browser.`);
  }
  return runCachet(['serve', ...rest, ...(shell === 'none' ? ['--no-open'] : [])]);
}

function takeShell(words) {
  const at = words.findIndex((word) => word === '--shell' || word.startsWith('--shell='));
  if (at < 0) return { shell: undefined, rest: words };
  const joined = words[at].startsWith('--shell=');
  const shell = joined ? words[at].slice('--shell='.length) : (words[at + 1] ?? '');
  return { shell, rest: words.toSpliced(at, joined ? 1 : 2) };
}

/** Why Electron did not open, or undefined when it ran and the person is done. */
async function runElectron(path, words) {
  build(root, findNode(root));
  const began = Date.now();
  const { code } = await run(path, [root, ...words]);
  return code !== 0 && Date.now() - began < 10_000 ? `it ended with code ${code}` : undefined;
}

/** In this process when it is new enough, since a second start of Node costs more than most commands. */
async function runNode(program, words) {
  if (isNewEnough()) {
    process.argv = [process.execPath, program, ...words];
    await import(pathToFileURL(program).href);
    return;
  }
  const { code } = await run(findNode(root), [program, ...words]);
  process.exitCode = code;
}

function run(program, words) {
  const child = spawn(program, words, { stdio: 'inherit' });
  // The terminal interrupts the child as well; it decides when to end, and so do we.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (signal === 'SIGTERM') child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0) }));
  });
}

try {
  const [task = 'start', ...words] = process.argv.slice(2);
  if (!Object.hasOwn(TASKS, task)) throw new Error(`There is no task "${task}".`);
  install(root);
  standWhereThePersonStands(task);
  await TASKS[task](words);
} catch (cause) {
  // What we throw ourselves is a sentence for the person; anything else is a defect and shows where it is.
  console.error(cause instanceof Error && cause.constructor === Error ? cause.message : cause);
  process.exitCode = 1;
}
