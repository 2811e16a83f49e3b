import { gzipSync } from 'node:zlib';
import type { Vector } from './vector.ts';
import { vectors } from './vector.ts';
import type { World } from './world.ts';

const get = (url: string) => (world: World) => world.http({ url });

const PATHS: readonly Vector[] = vectors(
  'path to other files',
  { honest: get('/assets/a.js'), passes: '200' },
  [
    ['../', '404', get('/../secret.txt')],
    ['../ behind a folder', '404', get('/assets/../../secret.txt')],
    ['%2e%2e/', '404', get('/%2e%2e/secret.txt')],
    ['..%2f', '404', get('/..%2fsecret.txt')],
    ['%252e%252e%252f, to be decoded twice', '404', get('/%252e%252e%252fsecret.txt')],
    ['%c0%ae, dots in too many bytes', '404', get('/%c0%ae%c0%ae/secret.txt')],
    ['%uff0e, dots of another width', '404', get('/%uff0e%uff0e/secret.txt')],
    ['..\\', '404', get('/..\\secret.txt')],
    ['..;/', '404', get('/..;/secret.txt')],
    ['two slashes', '404', get('//secret.txt')],
    ['an absolute path', '404', get('/etc/passwd')],
    ['a null byte behind a good name', '404', get('/index.html%00.js')],
    ['a good name in capitals', '404', get('/ASSETS/A.JS')],
    ['a folder', '404', get('/assets/')],
    ['a link that leads out of the folder', '404', get('/link.txt')],
    ['a member that every object has', '404', get('/__proto__')],
  ],
);

const post =
  (body: string | Buffer, headers: Readonly<Record<string, string | undefined>> = {}) =>
  (world: World) =>
    world.http({ url: '/request', body, headers: { cookie: world.cookie, ...headers } });
const honestPost = { honest: post('{"name":"session.status","input":{}}'), passes: '200 ok' };

const deep = (open: string, close: string, levels: number): string =>
  `{"name":"session.status","input":${open.repeat(levels)}1${close.repeat(levels)}}`;

const BODIES: readonly Vector[] = vectors('body', honestPost, [
  ['announced as 193 MiB', '413', post('{}', { 'content-length': `${193 * 1024 * 1024}` })],
  [
    'longer than the limit and not announced',
    '413',
    (world) =>
      world.http({
        url: '/session',
        body: `{"token":"${'A'.repeat(2000)}"}`,
        headers: { 'transfer-encoding': 'chunked' },
      }),
  ],
  [
    'compressed, to swell when it is opened',
    '415',
    post(gzipSync('{"name":"session.status"}'), { 'content-encoding': 'gzip' }),
  ],
  ['lists nested a hundred thousand deep', '400', post(deep('[', ']', 100_000))],
  ['objects nested sixty-five deep', '400', post(deep('{"a":', '}', 65))],
  ['brackets behind a quote that is none', '400', post(`{"a":"\\\\","b":${'['.repeat(100)}`)],
  [
    'two requests, one a line (ND-JSON)',
    '400',
    post('{"name":"session.status"}\n{"name":"session.lock"}'),
  ],
  ['a list of requests', '400', post('[{"name":"session.status"}]')],
  ['bytes that are no UTF-8', '400', post(Buffer.from([0x7b, 0xff, 0x7d]))],
  ['UTF-16', '400', post(Buffer.from('{"name":"session.status"}', 'utf16le'))],
  ['JSON with a comment', '400', post('{"name":"session.status"/**/}')],
  ['a name in the prototype', '400', post('{"__proto__":{"name":"session.status"}}')],
  [
    'an input that changes what all objects have',
    '200 invalid-input',
    post('{"name":"session.touch","input":{"__proto__":{"polluted":true},"constructor":1}}'),
  ],
  ['a procedure that every object has', '200 unknown-procedure', post('{"name":"constructor"}')],
  [
    'a procedure beside the map',
    '200 unknown-procedure',
    post('{"name":"session.status ","input":{}}'),
  ],
]);

const lines =
  (...all: readonly string[]) =>
  (world: World): string =>
    all.join('\r\n').replaceAll('PORT', `${world.port}`).replaceAll('COOKIE', world.cookie);
const raw =
  (...all: readonly string[]) =>
  (world: World) =>
    world.raw(lines(...all)(world));
const HOST = 'Host: 127.0.0.1:PORT';
const POST_LINES = [
  'POST /request HTTP/1.1',
  HOST,
  'Origin: http://127.0.0.1:PORT',
  'Cookie: COOKIE',
  'Content-Type: application/json',
  'Connection: close',
];
const BODY = '{"name":"session.status"}';

const LINES: readonly Vector[] = vectors(
  'lines of the protocol (smuggling)',
  { honest: raw(...POST_LINES, `Content-Length: ${BODY.length}`, '', BODY), passes: '200' },
  [
    ['no host', '400', raw('GET / HTTP/1.1', '', '')],
    ['the host twice', '400', raw('GET / HTTP/1.1', HOST, 'Host: evil.example', '', '')],
    [
      'the origin twice',
      '400',
      raw(...POST_LINES, 'Origin: http://evil.example', 'Content-Length: 2', '', '{}'),
    ],
    [
      'a length and chunks',
      '400',
      raw(...POST_LINES, 'Content-Length: 4', 'Transfer-Encoding: chunked', '', '0', '', ''),
    ],
    ['two lengths', '400', raw(...POST_LINES, 'Content-Length: 2', 'Content-Length: 3', '', '{} ')],
    ['a length below zero', '400', raw(...POST_LINES, 'Content-Length: -1', '', '{}')],
    [
      'chunks that are called otherwise',
      '400',
      raw(...POST_LINES, 'Transfer-Encoding: xchunked', 'Content-Length: 2', '', '{}'),
    ],
    ['a header with a space before its colon', '400', raw('GET / HTTP/1.1', 'Host : x', '', '')],
    ['a header that is folded', '400', raw('GET / HTTP/1.1', HOST, 'X: a\n b\rX: c', '', '')],
    ['headers of 20 kB', '431', raw('GET / HTTP/1.1', HOST, `X: ${'a'.repeat(20_000)}`, '', '')],
    ['an address of 20 kB', '431', raw(`GET /${'a'.repeat(20_000)} HTTP/1.1`, HOST, '', '')],
    [
      'a second request behind a refused one',
      '403',
      raw('GET / HTTP/1.1', 'Host: evil.example', '', 'GET / HTTP/1.1', HOST, '', ''),
    ],
    [
      'a whole address of another host',
      '404',
      raw('GET http://evil.example/ HTTP/1.1', HOST, 'Connection: close', '', ''),
    ],
    ['become a tunnel', 'closed', raw('CONNECT evil.example:443 HTTP/1.1', HOST, '', '')],
    [
      'become HTTP/2',
      '403',
      raw('GET / HTTP/1.1', HOST, 'Connection: Upgrade', 'Upgrade: h2c', '', ''),
    ],
    ['TRACE', '405', raw('TRACE / HTTP/1.1', HOST, 'Connection: close', '', '')],
    ['not HTTP at all', '400', raw('\u0016\u0003\u0001\u0002', '', '')],
  ],
);

const override = (method: string, url: string, header: string, wished: string) => (world: World) =>
  world.http({ url, method, headers: { cookie: world.cookie, [header]: wished } });

const METHODS: readonly Vector[] = vectors('method', honestPost, [
  [
    'GET that calls itself POST',
    '405',
    override('GET', '/request', 'x-http-method-override', 'POST'),
  ],
  ['POST that calls itself GET', '405', override('POST', '/', 'x-method-override', 'GET')],
  ['PUT', '405', override('PUT', '/request', 'x', '1')],
  ['DELETE of the session', '405', override('DELETE', '/session', 'x', '1')],
]);

const slow =
  (...all: readonly string[]) =>
  (world: World) =>
    world.rawAtHasty(all.join('\r\n'));

const DAWDLING: readonly Vector[] = vectors(
  'dawdling (slowloris)',
  {
    honest: (world) =>
      world.rawAtHasty('GET / HTTP/1.1\r\nHost: 127.0.0.1:HASTY\r\nConnection: close\r\n\r\n'),
    passes: '200',
  },
  [
    ['headers that never end', '408', slow('GET / HTTP/1.1', 'Host: 127.0.0.1:HASTY', 'X: a')],
    [
      'a body that never ends',
      '408',
      slow(
        'POST /session HTTP/1.1',
        'Host: 127.0.0.1:HASTY',
        'Origin: http://127.0.0.1:HASTY',
        'Content-Type: application/json',
        'Content-Length: 100',
        '',
        '{',
      ),
    ],
  ],
);

/** What a program that writes its own bytes can try. */
export const BYTES: readonly Vector[] = [...PATHS, ...BODIES, ...LINES, ...METHODS, ...DAWDLING];
