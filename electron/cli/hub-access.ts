import { refusal } from '../../shared/base/refusal.ts';
import type { ProcedureName } from '../../shared/contracts/index.ts';
import type { HubConnection } from '../node/hub/connection.ts';
import { connect } from '../node/hub/connection.ts';
import { readDatabaseUrl } from '../node/hub/database-url.ts';
import { optionalText } from './arguments.ts';
import { refused, UsageError } from './command.ts';
import type { Ending, Io, Option, Typed } from './command.ts';
import { endingOf } from './reply-ending.ts';
import { asSigner } from './signer-access.ts';

/** Options of every command for whoever looks after a hub. */
export const hubOption: Readonly<Record<string, Option>> = {
  'database-url': {
    value: 'URL',
    description:
      'postgres://USER@HOST:PORT/DATABASE, or pglite:FOLDER for one office; CACHET_HUB_URL when left out. The password comes from CACHET_HUB_PASSWORD',
  },
};

/** The address as typed, or from the environment, where other people of the machine cannot read it. */
export function hubUrl(typed: Typed, io: Io): string {
  const text = optionalText(typed, 'database-url') ?? io.environment['CACHET_HUB_URL'];
  if (text === undefined) throw new UsageError('--database-url is missing');
  return text;
}

/** Runs work as whoever the address names, and closes the connection whatever happens. */
export async function atHub(
  typed: Typed,
  io: Io,
  work: (connection: HubConnection) => Promise<Ending>,
): Promise<Ending> {
  const url = readDatabaseUrl(hubUrl(typed, io));
  if (!url.ok) return refused(url.error);
  const { address, login } = url.value;
  if (address.kind === 'server' && login === null) {
    return refused(
      refusal(
        'hub-address',
        'The address of the hub names nobody who logs in.',
        'Give postgres://USER@HOST:PORT/DATABASE.',
      ),
    );
  }
  const password = io.environment['CACHET_HUB_PASSWORD'];
  const connection = await connect(
    address,
    login === null ? null : { ...login, password: login.password || (password ?? '') },
  );
  if (!connection.ok) return refused(connection.error);
  try {
    return await work(connection.value);
  } finally {
    await connection.value.close();
  }
}

/** Asks the core of this process in somebody's name, as every console command of a hub does. */
export async function askSignedIn(
  typed: Typed,
  io: Io,
  name: ProcedureName,
  input: object,
  words: (value: unknown) => string,
): Promise<Ending> {
  return asSigner(typed, io, async (ask) => endingOf(await ask(name, { ...input }), words));
}
