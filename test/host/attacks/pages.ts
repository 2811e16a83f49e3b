import type { Vector } from './vector.ts';
import { vectors } from './vector.ts';
import type { World } from './world.ts';

const ask =
  (headers: (world: World) => Readonly<Record<string, string | undefined>>) => (world: World) =>
    world.ask('session.status', {}, { headers: headers(world) });
const asking = { honest: ask(() => ({})), passes: '200 ok' };
const host = (name: string) => ask(({ port }) => ({ host: name.replace('PORT', `${port}`) }));
const origin = (name?: string) => ask(({ port }) => ({ origin: name?.replace('PORT', `${port}`) }));
const type = (name: string) => ask(() => ({ 'content-type': name }));

const HOSTS: readonly Vector[] = vectors('name of the host (DNS rebinding)', asking, [
  ['a name of the attacker that leads here', '403', host('evil.example:PORT')],
  ['localhost', '403', host('localhost:PORT')],
  ['the address as one number', '403', host('2130706433:PORT')],
  ['the address with a dot behind', '403', host('127.0.0.1.:PORT')],
  ['the address of IPv6', '403', host('[::1]:PORT')],
  ['no port', '403', host('127.0.0.1')],
  [
    'the right name, handed on by a proxy',
    '403',
    ask(({ port }) => ({ host: 'evil.example', 'x-forwarded-host': `127.0.0.1:${port}` })),
  ],
]);

const ORIGINS: readonly Vector[] = vectors('page of another origin (CSRF)', asking, [
  ['another site', '403', origin('http://evil.example')],
  ['a sandboxed frame', '403', origin('null')],
  ['no origin', '403', origin()],
  ['another port of this machine', '403', origin('http://127.0.0.1:1')],
  ['the same address by https', '403', origin('https://127.0.0.1:PORT')],
  ['ours with something behind', '403', origin('http://127.0.0.1:PORT.evil.example')],
  ['a form', '415', type('application/x-www-form-urlencoded')],
  ['a form with files', '415', type('multipart/form-data; boundary=x')],
  ['plain text that is JSON', '415', type('text/plain')],
  [
    'what the browser itself calls cross-site',
    '403',
    ask(() => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'empty' })),
  ],
  [
    'a script’s callback (JSONP)',
    '404',
    (world) => world.http({ url: '/request?callback=steal', headers: { cookie: world.cookie } }),
  ],
]);

const preflight = (more: Readonly<Record<string, string>>) => (world: World) =>
  world.http({
    url: '/request',
    method: 'OPTIONS',
    headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST', ...more },
  });

const PREFLIGHTS: readonly Vector[] = [
  ...vectors('page of another origin (CORS)', asking, [
    ['ask leave to post', '405', preflight({ 'access-control-request-headers': 'content-type' })],
    [
      'ask leave to enter a private network',
      '405',
      preflight({ 'access-control-request-private-network': 'true' }),
    ],
  ]),
  {
    family: 'page of another origin (CORS)',
    attack: 'read an answer across origins (`access-control-allow-origin`)',
    refused: 'undefined',
    send: (world) => {
      const headers = { origin: 'http://evil.example' };
      return world.header({ url: '/', headers }, 'access-control-allow-origin');
    },
    honest: (world) => world.header({ url: '/' }, 'cross-origin-resource-policy'),
    passes: 'same-origin',
  },
];

const file =
  (headers: Readonly<Record<string, string>>, url = '/assets/a.js') =>
  (world: World) =>
    world.http({ url, headers });
const own = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'script' };

const EMBEDDING: readonly Vector[] = [
  ...vectors('our page in another', { honest: file(own), passes: '200' }, [
    [
      'load our script into another page',
      '403',
      file({ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'script' }),
    ],
    ['load our script with an origin', '403', file({ origin: 'http://evil.example' })],
    [
      'put our page into a frame',
      '403',
      file({ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' }, '/'),
    ],
    [
      'put our page into a frame of our own',
      '403',
      file({ 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'iframe' }, '/'),
    ],
    [
      'embed our page as an object',
      '403',
      file({ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'object' }, '/'),
    ],
  ]),
];

const answers = (name: string, attack: string, refused: string, sent: object = {}): Vector => ({
  family: 'what an answer lets a browser do',
  attack,
  refused,
  send: (world) => world.header({ url: '/assets/a.js', ...sent }, name),
  honest: (world) => world.header({ url: '/assets/a.js' }, 'content-type'),
  passes: 'text/javascript; charset=utf-8',
});

const ANSWERS: readonly Vector[] = [
  answers('cache-control', 'keep an answer in a cache', 'no-store'),
  answers('etag', 'ask by a tag whether something changed', 'undefined', {
    headers: { 'if-none-match': '*' },
  }),
  answers('x-content-type-options', 'guess another type than was sent', 'nosniff'),
  answers('x-frame-options', 'show the page in an old browser’s frame', 'DENY'),
  answers('referrer-policy', 'learn our address from a link', 'no-referrer'),
  answers('cross-origin-opener-policy', 'keep a handle on a window that it opened', 'same-origin'),
  answers('set-cookie', 'get a cookie without a token', 'undefined'),
];

const STREAMS: readonly Vector[] = vectors(
  'event stream (WebSocket)',
  { honest: (world) => world.stream('/events'), passes: 'open' },
  [
    [
      'from another page',
      '403',
      ({ stream, cookie }) => stream('/events', { cookie, origin: 'http://evil.example' }),
    ],
    ['without an origin', '403', ({ stream, cookie }) => stream('/events', { cookie })],
    [
      'without the cookie',
      '401',
      ({ stream, origin: ours }) => stream('/events', { origin: ours }),
    ],
    [
      'by another name',
      '403',
      ({ stream, cookie, port, origin: ours }) =>
        stream('/events', { cookie, origin: ours, host: `localhost:${port}` }),
    ],
    ['with the token in the address', '404', (world) => world.stream(`/events?${world.token()}`)],
    ['at another place', '404', ({ stream }) => stream('/request')],
    ['speak', 'ended 1008', ({ speak }) => speak('{"name":"session.status"}')],
    ['speak at length', 'ended 1009', ({ speak }) => speak('x'.repeat(2000))],
  ],
);

/** What a page in the person's browser can try. */
export const PAGES: readonly Vector[] = [
  ...HOSTS,
  ...ORIGINS,
  ...PREFLIGHTS,
  ...EMBEDDING,
  ...ANSWERS,
  ...STREAMS,
];
