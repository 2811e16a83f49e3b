import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** Tables of the machine's connections, for both kinds of sockets that reach 127.0.0.1. */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/** 127.0.0.1 as the tables write it, alone or as the end of an IPv6 address. */
const LOOPBACK = '0100007F';

const end = (port: number): string =>
  `${LOOPBACK}:${port.toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * The user at the other end of a connection over 127.0.0.1, by the text of `/proc/net/tcp`; undefined when it is not
 * listed. `from` is the other end's port, `to` is ours.
 */
export function userOfConnection(table: string, from: number, to: number): number | undefined {
  for (const line of table.split('\n')) {
    const [, local, remote, , , , , user] = line.trim().split(/\s+/);
    if (local?.endsWith(end(from)) && remote?.endsWith(end(to))) return Number(user);
  }
  return undefined;
}

/**
 * Whether another user of this machine connected: any program can reach 127.0.0.1, whoever runs it. Known on Linux
 * only, and where the system lists its connections; elsewhere the token alone keeps strangers out.
 */
export function isAnotherUser({ remotePort, localPort }: Socket): boolean {
  const we = process.getuid?.();
  if (process.platform !== 'linux' || remotePort === undefined || localPort === undefined) {
    return false;
  }
  const users = TABLES.map((path) => userOfConnection(tableAt(path), remotePort, localPort));
  return users.some((user) => user !== undefined && user !== we);
}

function tableAt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
