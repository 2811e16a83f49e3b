import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileDurably } from '../durable-file.ts';
import type { HubAddress } from './database-url.ts';

const settingsFile = z.strictObject({
  format: z.literal('cachet-hub/1'),
  hub: z.string().regex(/^[0-9a-f]{16}$/),
  address: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('server'),
      host: z.string(),
      port: z.number().int(),
      database: z.string(),
      tls: z.strictObject({ certificate: z.string().nullable() }).nullable(),
    }),
    z.strictObject({ kind: z.literal('folder'), folder: z.string() }),
  ]),
});

/** Where the hub of a file is. No secret: the login comes from the device key. */
export interface HubSettings {
  readonly hub: string;
  readonly address: HubAddress;
}

const pathOf = (dataDirectory: string, storeId: string): string =>
  join(dataDirectory, 'hubs', `${storeId}.json`);

/** The hub that this machine joins with a file, or null. */
export function readHubSettings(dataDirectory: string, storeId: string): HubSettings | null {
  const path = pathOf(dataDirectory, storeId);
  if (!existsSync(path)) return null;
  const { hub, address } = settingsFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  return { hub, address };
}

export function writeHubSettings(
  dataDirectory: string,
  storeId: string,
  settings: HubSettings,
): void {
  mkdirSync(join(dataDirectory, 'hubs'), { recursive: true, mode: 0o700 });
  const text = JSON.stringify({ format: 'cachet-hub/1', ...settings });
  writeFileDurably(pathOf(dataDirectory, storeId), text, 0o600);
}

export const forgetHub = (dataDirectory: string, storeId: string): void =>
  rmSync(pathOf(dataDirectory, storeId), { force: true });
