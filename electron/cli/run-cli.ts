import { parseArgs } from 'node:util';
import { refusal } from '../../shared/base/refusal.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import type { Command, Ending, Io, Typed } from './command.ts';
import { UsageError, refused } from './command.ts';
import { commandHelp, tableHelp } from './help.ts';
import { placeTaken } from './output-files.ts';
import type { Row } from './table.ts';

/** Where a run's words go. `out` is stdout, kept clean for the result. */
export interface CliIo extends Io {
  out(text: string): void;
}

/**
 * Runs one command line. Returns the exit code: 0 success, 1 refused or a check failed, 2 wrong usage.
 * A defect of ours is an exception and leaves by throwing.
 */
export async function runCli(
  words: readonly string[],
  io: CliIo,
  table: readonly Row[],
): Promise<number> {
  const row = findRow(words, table);
  if (row === undefined) return showTable(words, io, table);
  const { command } = await row.load();
  const rest = words.slice(row.name.split(' ').length);
  if (rest.includes('--help')) {
    io.out(commandHelp(row, command));
    return 0;
  }
  const ending = await attempt(command, rest, io);
  return conclude(ending, rest.includes('--json'), `${row.name} --help`, io);
}

function findRow(words: readonly string[], table: readonly Row[]): Row | undefined {
  const [first = '', second = ''] = words;
  return table.find((row) => row.name === `${first} ${second}` || row.name === first);
}

function showTable(words: readonly string[], io: CliIo, table: readonly Row[]): number {
  const [first = '--help', second = '--help'] = words.filter((word) => word !== '--json');
  const group = table.filter((row) => row.name.startsWith(`${first} `));
  const rows = group.length > 0 ? group : table;
  const asked = group.length > 0 ? second : first;
  const help = tableHelp(rows, group.length > 0 ? first : '');
  // Help is no JSON: who asks for JSON without a command has forgotten the command.
  const isAsked = words.includes('--help') || !words.includes('--json');
  if (asked === '--help' && isAsked && words.length > 0) {
    io.out(help);
    return 0;
  }
  const named = words.filter((word) => word !== '--json').slice(0, 2);
  const isUnknown = named.length > (group.length > 0 ? 1 : 0);
  io.say(isUnknown ? `There is no command "${named.join(' ')}".\n\n${help}` : help);
  return 2;
}

async function attempt(command: Command, words: readonly string[], io: Io): Promise<Ending> {
  try {
    const typed = parse(command, words);
    const taken = placeTaken(command, typed, io);
    return taken === null ? await command.run(typed, io) : refused(taken);
  } catch (cause) {
    if (cause instanceof UsageError) return { kind: 'usage', message: cause.message };
    const unreadable = fileRefusal(cause);
    if (unreadable !== null) return { kind: 'refused', refusal: unreadable };
    throw cause;
  }
}

/** A file that the person named and that cannot be read or written; null for everything else. */
function fileRefusal(cause: unknown): Refusal | null {
  const { code, path } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return refusal(
      'file-missing',
      `There is no file ${path ?? 'of this name'}.`,
      'Check the path.',
    );
  }
  if (code === 'EISDIR' || code === 'EACCES' || code === 'EPERM' || code === 'ENOTDIR') {
    return refusal(
      'file-unusable',
      `${path ?? 'A named file'} cannot be used (${code}).`,
      'Name a file you may use.',
    );
  }
  return null;
}

function parse(command: Command, words: readonly string[]): Typed {
  const declared = Object.entries(command.options ?? {});
  const { values, positionals } = parseWords(declared, words);
  for (const [name, option] of declared) {
    const given = values[name];
    // A variable of the shell that is not set; taken as a path, it would be the root or the folder one stands in.
    if (Array.isArray(given) && given.includes('')) {
      throw new UsageError(`--${name} is given without a value`);
    }
    if (
      Array.isArray(given) &&
      given.length > 1 &&
      option.value !== undefined &&
      option.repeats !== true
    ) {
      throw new UsageError(`--${name} may be given once`);
    }
  }
  const expected = command.positionals ?? [];
  const missing = expected[positionals.length];
  if (missing !== undefined && missing.optional !== true) {
    throw new UsageError(`${missing.name} is missing`);
  }
  const empty = expected[positionals.indexOf('')];
  if (empty !== undefined) throw new UsageError(`${empty.name} is empty`);
  if (positionals.length > expected.length) {
    throw new UsageError(`"${positionals[expected.length]}" is one argument too many`);
  }
  const texts = declared.filter(([name, { value }]) => value !== undefined && values[name]);
  const switches = declared.filter(([name, { value }]) => value === undefined && values[name]);
  return {
    positionals,
    options: Object.fromEntries(texts.map(([name]) => [name, values[name] as string[]])),
    switches: new Set(switches.map(([name]) => name)),
  };
}

function parseWords(
  declared: readonly (readonly [string, { readonly value?: string }])[],
  words: readonly string[],
): { readonly values: Record<string, unknown>; readonly positionals: readonly string[] } {
  const options = Object.fromEntries(
    declared.map(([name, option]) => [
      name,
      option.value === undefined
        ? { type: 'boolean' as const }
        : { type: 'string' as const, multiple: true },
    ]),
  );
  try {
    return parseArgs({
      args: [...words],
      options: { ...options, json: { type: 'boolean' as const } },
      allowPositionals: true,
    });
  } catch (cause) {
    if (cause instanceof TypeError) throw new UsageError(cause.message);
    throw cause;
  }
}

function conclude(ending: Ending, json: boolean, help: string, io: CliIo): number {
  switch (ending.kind) {
    case 'usage':
      io.say(`${ending.message}\nSee: ${help}`);
      return 2;
    case 'refused': {
      const { rule, message, because, next } = ending.refusal;
      if (json) io.out(JSON.stringify({ refused: { rule, message, because, next } }));
      else
        io.say(
          [`Refused (${rule}): ${message}`, ...because.map((one) => `  ${one}`), next].join('\n'),
        );
      return 1;
    }
    case 'done':
    case 'failed': {
      const text = json ? JSON.stringify(ending.json) : ending.text;
      if (text !== '') io.out(text);
      return ending.kind === 'done' ? 0 : 1;
    }
  }
}
