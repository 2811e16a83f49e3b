import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { roleOfMachines, roleOfWorkers } from './administration.ts';
import { isFingerprint, readJoinRequest } from './join-request.ts';
import type { JoinRequest } from './join-request.ts';
import { loginName } from './login.ts';
import { requireCurrent, schemaState } from './schema.ts';
import type { HubTables } from './tables.ts';

type Database = Kysely<HubTables>;

interface EnrolmentWish {
  readonly request: string;
  /** As the person at the machine reads it out. */
  readonly fingerprint: string;
  readonly study: string;
  /** The site of a site's machine; null for a console. */
  readonly place: string | null;
}

export interface Enrolled {
  readonly device: string;
  readonly kind: string;
  readonly study: string;
  readonly place: string | null;
  /** Whether the machine was in before; its login was set anew then. */
  readonly again: boolean;
}

/** A machine that calculates may run several programs, each with a few connections. */
const loginsAtOnce = { console: 6, site: 4, worker: 96 } as const;

/** Takes a machine in once its fingerprint was compared: a login of its own, and a place in one study. */
export async function enrolMachine(
  db: Database,
  wish: EnrolmentWish,
): Promise<Result<Enrolled, Refusal>> {
  const hub = requireCurrent(await schemaState(db));
  if (!hub.ok) return hub;
  const request = readJoinRequest(hub.value, wish.request);
  if (!request.ok) return request;
  const { device, kind } = request.value;
  const known = await db
    .selectFrom('hub.machine')
    .selectAll()
    .where('device', '=', device)
    .executeTakeFirst();
  const stopped = wishRefusal(request.value, wish) ?? knownRefusal(known, wish);
  if (stopped !== null) return err(stopped);
  await db.transaction().execute(async (work) => {
    await letIn(work, hub.value, request.value, known === undefined);
    if (known !== undefined) return;
    await work
      .insertInto('hub.machine')
      .values({
        device,
        kind,
        login: loginName(hub.value, device),
        study: wish.study,
        place: wish.place,
        public_key: request.value.publicKey,
      })
      .execute();
  });
  return ok({ device, kind, study: wish.study, place: wish.place, again: known !== undefined });
}

function wishRefusal(request: JoinRequest, wish: EnrolmentWish): Refusal | null {
  const { kind } = request;
  if (!isFingerprint(request, wish.fingerprint)) {
    return refusal(
      'fingerprint-differs',
      'The fingerprint that was read out is not that of this request code.',
      'Compare both once more. If they differ, somebody exchanged the code on its way: get it anew.',
    );
  }
  if ((kind === 'site') === (wish.place !== null)) return null;
  return kind === 'site'
    ? refusal('hub-place', 'This is the machine of a site.', 'Name the site with --place.')
    : refusal('hub-place', `This is a ${kind}; it belongs to no site.`, 'Leave --place out.');
}

function knownRefusal(
  known:
    | {
        readonly study: string;
        readonly place: string | null;
        readonly revoked_at: Date | null;
        readonly revoked_because: string | null;
      }
    | undefined,
  wish: EnrolmentWish,
): Refusal | null {
  if (known === undefined) return null;
  if (known.revoked_at !== null) {
    return refusal(
      'hub-revoked',
      `This machine was revoked on ${known.revoked_at.toISOString()}: ${known.revoked_because}.`,
      'Enrol the place with a new identity; a revoked one stays out.',
    );
  }
  if (known.study === wish.study && known.place === wish.place) return null;
  return refusal(
    'hub-enrolled-elsewhere',
    `This machine is enrolled for ${known.place ?? 'a console'} of ${known.study}.`,
    'Revoke it there first, and enrol the new place with a new identity.',
  );
}

/** PostgreSQL takes no parameters in role commands; both values were checked for their form. */
async function letIn(
  db: Database,
  hub: string,
  { device, kind, verifier }: JoinRequest,
  isNew: boolean,
): Promise<void> {
  const login = sql.id(loginName(hub, device));
  const word = isNew ? sql`CREATE` : sql`ALTER`;
  await sql`${word} ROLE ${login} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE
    CONNECTION LIMIT ${sql.lit(loginsAtOnce[kind])} PASSWORD ${sql.lit(verifier)}`.execute(db);
  const role = kind === 'worker' ? roleOfWorkers(hub) : roleOfMachines(hub);
  await sql`GRANT ${sql.id(role)} TO ${login}`.execute(db);
}

/** Ends a machine's access at once, open connections included; what it posted stays as evidence. */
export async function revokeMachine(
  db: Database,
  device: string,
  because: string,
): Promise<Result<{ readonly device: string }, Refusal>> {
  const hub = requireCurrent(await schemaState(db));
  if (!hub.ok) return hub;
  const found = await db
    .updateTable('hub.machine')
    .set({ revoked_at: sql<Date>`now()`, revoked_because: because })
    .where('device', '=', device)
    .where('revoked_at', 'is', null)
    .returning('login')
    .executeTakeFirst();
  if (found === undefined) {
    return err(
      refusal(
        'hub-machine-unknown',
        `No machine ${device} has access to this hub.`,
        'See `cachet hub status` for those that have.',
      ),
    );
  }
  await sql`ALTER ROLE ${sql.id(found.login)} NOLOGIN`.execute(db);
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ${found.login}`.execute(
    db,
  );
  return ok({ device });
}
