import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A way to a server that breaks when it is told to. */
export interface CuttingProxy {
  readonly port: number;
  /** The next connections break once so many bytes went up; null lets everything through. */
  cutAfter(bytes: number | null): void;
  close(): Promise<void>;
}

export async function cuttingProxy(to: number): Promise<CuttingProxy> {
  let limit: number | null = null;
  const open = new Set<Socket>();
  const server: Server = createServer((here) => {
    const there = connect(to, '127.0.0.1');
    const end = () => {
      here.destroy();
      there.destroy();
      open.delete(here);
    };
    open.add(here);
    let sent = 0;
    here.on('data', (chunk: Buffer) => {
      sent += chunk.length;
      there.write(chunk);
      if (limit !== null && sent >= limit) end();
    });
    there.on('data', (chunk: Buffer) => here.write(chunk));
    for (const socket of [here, there]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cutAfter: (bytes) => {
      limit = bytes;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
