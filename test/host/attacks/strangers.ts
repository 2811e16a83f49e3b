import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { connect } from 'node:net';
import type { Vector } from './vector.ts';
import { vectors } from './vector.ts';
import type { World } from './world.ts';
import { signIn } from './world.ts';

const asking = {
  honest: (world: World) => world.ask('session.status'),
  passes: '200 ok',
};
const exchange = (world: World, token: string, headers = {}): Promise<string> =>
  world.http({ url: '/session', body: JSON.stringify({ token }), headers });
const letIn = { honest: (world: World) => exchange(world, world.token()), passes: '204' };

/** As many guesses as fit in a test; all the answers, each once. */
async function guess(world: World): Promise<string> {
  world.token();
  const guesses = Array.from({ length: 20 }, (_, place) => String(place).repeat(43).slice(0, 43));
  const answers = new Set<string>();
  for (const one of guesses) answers.add(await exchange(world, one));
  return [...answers].join(' ');
}

async function twice(world: World): Promise<string> {
  const token = world.token();
  await exchange(world, token);
  return exchange(world, token);
}

async function expired(world: World): Promise<string> {
  const token = world.token();
  world.wait(10 * 60 * 1000);
  return exchange(world, token);
}

async function outrun(world: World): Promise<string> {
  const token = world.token();
  world.token();
  return exchange(world, token);
}

async function afterLock(world: World): Promise<string> {
  const token = world.token();
  await signIn(world);
  await world.ask('session.lock');
  return exchange(world, token);
}

const TOKENS: readonly Vector[] = vectors('one-time token', letIn, [
  ['guess it, again and again', '401', guess],
  ['use it a second time', '401', twice],
  ['use it after ten minutes', '401', expired],
  ['use it after a newer one was made', '401', outrun],
  ['use it after the study was locked', '401', afterLock],
  [
    'give it in the query of the address',
    '405',
    (world) => world.http({ url: `/session?token=${world.token()}`, body: '{}' }),
  ],
]);

const withToken = (header: (token: string) => Readonly<Record<string, string>>) => (world: World) =>
  world.ask('session.status', {}, { headers: { cookie: undefined, ...header(world.token()) } });

const SESSIONS: readonly Vector[] = vectors('session', asking, [
  ['none', '401', withToken(() => ({}))],
  [
    'the token in the Referer',
    '401',
    withToken((token) => ({ referer: `http://127.0.0.1/#token=${token}` })),
  ],
  ['the token as a bearer', '401', withToken((token) => ({ authorization: `Bearer ${token}` }))],
  ['the token as a cookie', '401', withToken((token) => ({ cookie: `token=${token}` }))],
  [
    'a forged cookie',
    '401',
    (world) => withToken(() => ({ cookie: `cachet-${world.port}=${'A'.repeat(43)}` }))(world),
  ],
  [
    'the cookie of another console',
    '401',
    (world) => withToken(() => ({ cookie: world.cookie.replace(`${world.port}`, '1') }))(world),
  ],
  [
    'a cookie that a neighbour planted, in a second header',
    '400',
    (world) =>
      world.raw(
        `GET / HTTP/1.1\r\nHost: 127.0.0.1:${world.port}\r\nCookie: ${world.cookie}\r\nCookie: a=b\r\nConnection: close\r\n\r\n`,
      ),
  ],
]);

const LOCKED: Vector = {
  family: 'session',
  attack: 'the cookie of a window whose study was locked',
  refused: '200 forbidden',
  send: async (world) => {
    await world.ask('session.lock');
    return world.ask('session.touch');
  },
  honest: async (world) => {
    await signIn(world);
    return world.ask('session.touch');
  },
  passes: '200 ok',
};

/** What another user of the machine, who may run programs there, gets for a request. Needs root, to become one. */
export const CAN_BE_ANOTHER_USER = process.platform === 'linux' && process.getuid?.() === 0;

const PROBE = `
  const socket = require('node:net').connect(Number(process.argv[1]), '127.0.0.1');
  let text = '';
  socket.on('connect', () => socket.write('GET / HTTP/1.1\\r\\nHost: 127.0.0.1:' + process.argv[1] + '\\r\\nConnection: close\\r\\n\\r\\n'));
  socket.on('data', (bytes) => (text += bytes));
  socket.on('error', () => undefined);
  socket.on('close', () => process.stdout.write(text.slice(9, 12) || 'closed'));
`;

function asUser(world: World, uid: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const words = ['-e', PROBE, `${world.port}`];
    const probe = spawn(process.execPath, words, { uid, cwd: '/' });
    let text = '';
    probe.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
    probe.on('error', reject);
    probe.on('close', () => resolve(text));
  });
}

/** The node of this process may lie where nobody else can read it. */
export const CAN_NOBODY_RUN = (): boolean =>
  CAN_BE_ANOTHER_USER &&
  spawnSync(process.execPath, ['-v'], { uid: 65_534, cwd: '/' }).status === 0;

function reach(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.on('connect', () => {
      socket.destroy();
      resolve('reached');
    });
    socket.on('error', () => resolve('not reached'));
  });
}

export const ANOTHER_USER: Vector = {
  family: 'other people on the machine',
  attack: 'connect as another user (Linux)',
  refused: 'closed',
  send: (world) => asUser(world, 65_534),
  honest: (world) => asUser(world, process.getuid?.() ?? 0),
  passes: '200',
};

const MACHINE: readonly Vector[] = [
  {
    family: 'other people on the machine',
    attack: 'reach it by another address of the machine',
    refused: 'not reached',
    send: (world) => reach('127.0.0.2', world.port),
    honest: (world) => reach('127.0.0.1', world.port),
    passes: 'reached',
  },
  {
    family: 'other people on the machine',
    attack: 'read the study file (rights of group and others)',
    refused: '0',
    send: async ({ store }) => `${statSync(store).mode & 0o077}`,
    honest: async ({ store }) => `${statSync(store).mode & 0o600}`,
    passes: `${0o600}`,
  },
];

export const STRANGERS: readonly Vector[] = [...TOKENS, ...SESSIONS, LOCKED, ...MACHINE];
