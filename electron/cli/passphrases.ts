import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Io } from './command.ts';
import { UsageError } from './command.ts';

/**
 * The passphrase of the person at work: `CACHET_PASSPHRASE`, or a prompt that shows nothing. Never from an argument, where other people of the machine could read it.
 */
export const passphraseFor = (io: Io, user: string): Promise<string> =>
  passphraseIn(io, user, 'CACHET_PASSPHRASE');

/** The passphrase of a second person who signs: `CACHET_SECOND_PASSPHRASE`, or a prompt. */
export const secondPassphraseFor = (io: Io, user: string): Promise<string> =>
  passphraseIn(io, user, 'CACHET_SECOND_PASSPHRASE');

async function passphraseIn(io: Io, user: string, variable: string): Promise<string> {
  const given = io.environment[variable];
  if (given !== undefined) return given;
  if (!process.stdin.isTTY) {
    throw new UsageError(`set ${variable} to the passphrase of ${user}`);
  }
  return prompt(`Passphrase of ${user}: `);
}

async function prompt(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
