import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';

/** A database that a hub lives in. Whoever logs in comes beside it, so that this can be kept and shown. */
export type HubAddress =
  | {
      readonly kind: 'server';
      readonly host: string;
      readonly port: number;
      readonly database: string;
      /** Null only on this very machine. */
      readonly tls: { readonly certificate: string | null } | null;
    }
  | { readonly kind: 'folder'; readonly folder: string };

export interface Login {
  readonly user: string;
  readonly password: string;
}

export interface HubUrl {
  readonly address: HubAddress;
  /** What stood in the address; null where it names nobody. */
  readonly login: Login | null;
}

const folderPrefix = 'pglite:';
const plainModes = new Set(['disable', 'allow', 'prefer']);
const uncheckedModes = new Set(['no-verify', 'require', 'verify-ca']);

/**
 * Reads the address of a hub: `postgres://user:password@host:port/database`, or `pglite:FOLDER` for one office.
 * Beyond this machine only TLS with a verified certificate is taken; `sslrootcert` names the authority's file.
 */
export function readDatabaseUrl(text: string): Result<HubUrl, Refusal> {
  if (text.startsWith(folderPrefix)) {
    const folder = text.slice(folderPrefix.length);
    if (folder === '') return err(unreadable('it names no folder'));
    return ok({ address: { kind: 'folder', folder }, login: null });
  }
  if (!URL.canParse(text)) return err(unreadable('it is no address'));
  const url = new URL(text);
  if (!['postgres:', 'postgresql:'].includes(url.protocol)) {
    return err(unreadable(`${url.protocol} is not postgres: or ${folderPrefix}`));
  }
  const host = decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '');
  const database = decodeURIComponent(url.pathname.slice(1));
  if (host === '' || database === '') return err(unreadable('host and database must be named'));
  const tls = tlsOf(host, url.searchParams);
  if (!tls.ok) return tls;
  const port = url.port === '' ? 5432 : Number(url.port);
  return ok({
    address: { kind: 'server', host, port, database, tls: tls.value },
    login:
      url.username === ''
        ? null
        : {
            user: decodeURIComponent(url.username),
            password: decodeURIComponent(url.password),
          },
  });
}

const unreadable = (why: string): Refusal =>
  refusal(
    'hub-address',
    `The address of the hub cannot be read: ${why}.`,
    'Give postgres://USER@HOST:PORT/DATABASE, or pglite:FOLDER for one office.',
  );

function tlsOf(
  host: string,
  options: URLSearchParams,
): Result<{ readonly certificate: string | null } | null, Refusal> {
  const mode = options.get('sslmode') ?? (isLoopback(host) ? 'disable' : 'verify-full');
  if (!isLoopback(host) && (plainModes.has(mode) || uncheckedModes.has(mode))) {
    return err(
      refusal(
        'hub-tls',
        `sslmode=${mode} is not enough for ${host}: beyond this machine the connection is encrypted and the server's certificate verified.`,
        'Leave sslmode out or give verify-full; name the file of your own authority with sslrootcert.',
      ),
    );
  }
  if (mode === 'disable') return ok(null);
  const path = options.get('sslrootcert');
  if (path === null || path === 'system') return ok({ certificate: null });
  if (!existsSync(path)) return err(unreadable(`there is no certificate ${path}`));
  return ok({ certificate: readFileSync(path, 'utf8') });
}

/** Whether a name stands for this very machine whatever the network says. */
function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/** The address for people: without names and passwords. */
export const addressInWords = (address: HubAddress): string =>
  address.kind === 'folder'
    ? `the folder ${address.folder}`
    : `${address.database} at ${address.host}:${address.port}`;
