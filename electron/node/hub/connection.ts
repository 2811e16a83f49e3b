import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { resolve } from 'node:path';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { addressInWords } from './database-url.ts';
import type { HubAddress, Login } from './database-url.ts';
import { takeFolder } from './folder-lock.ts';
import type { HubTables } from './tables.ts';

/** An open connection to a hub. */
export interface HubConnection {
  readonly db: Kysely<HubTables>;
  /** Null where the hub is a folder. */
  readonly pool: pg.Pool | null;
  close(): Promise<void>;
}

const oldestServer = 150_000;
const connectMs = 15_000;
const statementMs = 60_000;

/** Connects as somebody; refuses what cannot be reached, who is not let in, and servers that are too old. */
export async function connect(
  address: HubAddress,
  login: Login | null,
): Promise<Result<HubConnection, Refusal>> {
  if (address.kind === 'folder') return openFolder(address.folder, login);
  const pool = new pg.Pool({ ...clientSettings(address, login), max: 2 });
  // Whoever waits for an answer is told by its promise; a connection that breaks between two questions is replaced.
  // Without listeners of its own it would end the program.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<HubTables>({ dialect: new PostgresDialect({ pool }) });
  return checked(db, pool, address, () => db.destroy());
}

/** What `pg` needs to know; every part is set, so that nothing comes from the environment. */
export const clientSettings = (
  address: Extract<HubAddress, { readonly kind: 'server' }>,
  login: Login | null,
) => ({
  host: address.host,
  port: address.port,
  database: address.database,
  user: login?.user ?? 'postgres',
  password: login?.password ?? '',
  application_name: 'cachet',
  connectionTimeoutMillis: connectMs,
  query_timeout: statementMs,
  ssl:
    address.tls === null
      ? false
      : {
          rejectUnauthorized: true,
          ...(address.tls.certificate === null ? {} : { ca: address.tls.certificate }),
        },
});

/** One office without a server: the same engine inside this program, one program at a time. */
async function openFolder(
  folder: string,
  login: Login | null,
): Promise<Result<HubConnection, Refusal>> {
  const path = resolve(folder);
  const lock = takeFolder(path);
  if (!lock.ok) return lock;
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create(path);
  const db = new Kysely<HubTables>({ dialect: new PGliteDialect({ pglite }) });
  if (login !== null) {
    await sql`SET SESSION AUTHORIZATION ${sql.id(login.user)}`.execute(db);
  }
  return checked(db, null, { kind: 'folder', folder }, async () => {
    await db.destroy();
    lock.value();
  });
}

async function checked(
  db: Kysely<HubTables>,
  pool: pg.Pool | null,
  address: HubAddress,
  close: () => Promise<void>,
): Promise<Result<HubConnection, Refusal>> {
  try {
    const found = await sql<{
      number: number;
      name: string;
    }>`SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name`.execute(
      db,
    );
    const [version] = found.rows;
    if (version !== undefined && version.number >= oldestServer) return ok({ db, pool, close });
    await close();
    return err(tooOld(version?.name ?? 'of no known version'));
  } catch (error) {
    await close();
    return err(connectionRefusal(address, error));
  }
}

const tooOld = (version: string): Refusal =>
  refusal(
    'hub-server-old',
    `The server is PostgreSQL ${version}; a hub needs 15 or newer.`,
    'Move the database to a newer server, then run the command again.',
  );

/** Why the hub did not answer, in words; what it said goes along, since it names no password. */
function connectionRefusal(address: HubAddress, error: unknown): Refusal {
  const trouble = hubTrouble(address, error);
  if (trouble === null) throw error;
  return trouble;
}

/** Troubles of a connection that people can mend or wait out, as a refusal; null for a defect. */
export function hubTrouble(address: HubAddress, error: unknown): Refusal | null {
  const code = String((error as { readonly code?: unknown }).code ?? '');
  const message = error instanceof Error ? error.message : String(error);
  const said = code === '' ? message : `${code}: ${message}`;
  const where = addressInWords(address);
  if (code.startsWith('28')) {
    return refusal(
      'hub-login',
      `The hub (${where}) does not let this login in.`,
      'Have the machine enrolled at the hub, or check the name and CACHET_HUB_PASSWORD.',
      [said],
    );
  }
  if (code === '53100') {
    return refusal(
      'hub-disk-full',
      `The disk of the hub (${where}) is full; nothing was lost.`,
      'Whoever looks after the database makes room; the exchange goes on by itself.',
      [said],
    );
  }
  if (!isAway(code, message)) return null;
  return refusal(
    'hub-away',
    `The hub (${where}) cannot be reached.`,
    'Work goes on without it; the exchange catches up later. Check the network and the address if it lasts.',
    [said],
  );
}

/** Codes of the operating system, of TLS, and of servers that end, start or are full of connections. */
const isAway = (code: string, message: string): boolean =>
  /^(E[A-Z]{3}|08|57|53|3D000|25006|UNABLE_|CERT_|DEPTH_|SELF_|ERR_TLS|ERR_SSL)/.test(code) ||
  (code === '' && /connection|timeout|TLS|SSL/i.test(message));
