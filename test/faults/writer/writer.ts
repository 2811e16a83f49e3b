// The program that dies: works on a study with the real core and says on stdout what was acknowledged.
import { readFileSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { createCore } from '../../../electron/node/core.ts';
import type { Core } from '../../../electron/node/core-settings.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { cheap } from '../../builders/study-core.ts';
import { clockAhead } from '../lane.ts';
import { drawCommands } from './random-commands.ts';
import type { Sent } from './random-commands.ts';

/** What the program is told to do, as JSON on its standard input. */
export interface WriterTask {
  readonly dataDirectory: string;
  readonly path: string;
  readonly resources: string;
  readonly seed: number;
  /** By how many days its clock runs ahead, so that visits come due. */
  readonly daysAhead: number;
  /** Number of commands, or null for as many as it lives. */
  readonly commands: number | null;
  /** Opens the study with synchronous=NORMAL: the control of the power cuts. */
  readonly syncsLess?: boolean;
  /** Acknowledges a command just before its commit and dies there: the control of the kills. */
  readonly acksEarly?: boolean;
  /** Instead of drawn commands: these, without signing in when they found the study. */
  readonly script?: readonly Sent[];
}

/** One line of the program's stdout. */
export type Said =
  | { readonly kind: 'ready'; readonly sequence: number }
  | { readonly kind: 'try'; readonly sent: Sent }
  | {
      readonly kind: 'ack';
      readonly sequence: number;
      readonly sent: Sent;
      readonly value: unknown;
    }
  | { readonly kind: 'refused'; readonly sent: Sent; readonly rule: string }
  | { readonly kind: 'done' };

const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);

const task = JSON.parse(readFileSync(0, 'utf8')) as WriterTask;
if (task.syncsLess === true) syncLess();
let sequence = 0;
let underWay: Sent | null = null;
if (task.acksEarly === true) ackBeforeCommit();

const core = createCore({
  dataDirectory: task.dataDirectory,
  resources: task.resources,
  storePath: task.path,
  clock: clockAhead(task.daysAhead),
  printer: machinePrinter,
  emit: (event) => {
    if (event.kind === 'changed') sequence = event.revision;
  },
  isCancelled: () => false,
  cost: cheap,
});

/** Makes the driver take the weaker setting and report the one that was asked for. */
function syncLess(): void {
  const { pragma } = Database.prototype;
  Database.prototype.pragma = function weakened(this: Database.Database, source, options) {
    if (source === 'synchronous = FULL') return pragma.call(this, 'synchronous = NORMAL', options);
    const found = pragma.call(this, source, options);
    return source === 'synchronous' && found === 1 ? 2 : found;
  };
}

/** What must never be: a command is acknowledged whose entries are not on the disk. */
function ackBeforeCommit(): void {
  const { prepare } = Database.prototype;
  Database.prototype.prepare = function hurried(this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql) as Database.Statement;
    if (sql !== 'COMMIT') return statement;
    const end = prepare.call(this, 'SELECT max(sequence) FROM ledger').pluck();
    const run = statement.run.bind(statement) as () => Database.RunResult;
    statement.run = () => {
      const reached = end.get() as number;
      // A refused command commits as well, and adds nothing that could be lost.
      if (underWay === null || reached <= sequence) return run();
      say({ kind: 'ack', sequence: reached, sent: underWay, value: null });
      return process.kill(process.pid, 'SIGKILL') as never;
    };
    return statement;
  } as typeof prepare;
}

async function send(sent: Sent): Promise<void> {
  underWay = sent;
  say({ kind: 'try', sent });
  const reply = await core.dispatch(sent);
  if (reply.kind === 'ok') say({ kind: 'ack', sequence, sent, value: reply.value });
  else if (reply.kind === 'refused') say({ kind: 'refused', sent, rule: reply.refusal.rule });
  else throw new Error(`${sent.name}: ${JSON.stringify(reply)}`);
  // Lets timers run between commands, as they do between the requests of a window.
  await new Promise((resolve) => setImmediate(resolve));
}

async function signIn(on: Core): Promise<void> {
  const input = { user: 'maren', passphrase: demonstrationPassphrase };
  const reply = await on.dispatch({ name: 'session.signIn', input });
  if (reply.kind !== 'ok') throw new Error(`sign-in: ${JSON.stringify(reply)}`);
  say({ kind: 'ready', sequence });
}

const foundsStudy = task.script?.[0]?.name === 'store.create';
if (!foundsStudy) await signIn(core);
for (const sent of task.script ?? []) await send(sent);
const draw = drawCommands(core, task.seed);
const limit = task.script === undefined ? (task.commands ?? Infinity) : 0;
for (let count = 0; count < limit;) {
  const sent = await draw();
  if (sent === null) continue;
  await send(sent);
  count += 1;
}
core.close();
say({ kind: 'done' });
