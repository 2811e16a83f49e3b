// A site's program that dies: opens envelopes with the real core and says on stdout what it showed.
import { readFileSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { DrillClock, drillCore, drillPassphrase } from '../../../electron/node/drill/drill-core.ts';
import { sitePeople } from '../../../electron/node/drill/drill-site.ts';

/** What the program is told to do, as JSON on its standard input. */
export interface SiteTask {
  readonly dataDirectory: string;
  readonly path: string;
  readonly resources: string;
  readonly now: string;
  /** The control: shows the number just before the entry is committed, and dies. */
  readonly showsEarly: boolean;
}

/** One line of the program's stdout. */
export type SiteSaid =
  | { readonly kind: 'try'; readonly step: string; readonly subject: string }
  | { readonly kind: 'shown'; readonly subject: string; readonly kits: readonly string[] }
  | { readonly kind: 'done' };

const say = (said: SiteSaid): void => void writeSync(1, `${JSON.stringify(said)}\n`);

const task = JSON.parse(readFileSync(0, 'utf8')) as SiteTask;
if (task.showsEarly) showBeforeCommit();

/** What must never be: the number is on the screen and the entry is not on the disk. */
function showBeforeCommit(): void {
  const { prepare } = Database.prototype;
  Database.prototype.prepare = function hurried(this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql) as Database.Statement;
    if (sql !== 'COMMIT') return statement;
    const seen = prepare.call(
      this,
      `SELECT subject, kits FROM site_subject WHERE state = 'opened'`,
    );
    const look = () =>
      (seen as Database.Statement<[]>).all() as { subject: string; kits: string }[];
    const run = statement.run.bind(statement) as () => Database.RunResult;
    statement.run = () => {
      for (const { subject, kits } of look()) {
        say({ kind: 'shown', subject, kits: JSON.parse(kits) as string[] });
        process.kill(process.pid, 'SIGKILL');
      }
      return run();
    };
    return statement;
  } as typeof prepare;
}

const { dataDirectory, resources, path } = task;
const clock = new DrillClock(task.now as never);
const core = drillCore({ dataDirectory, resources, storePath: path }, clock);
await core.must('session.signIn', { user: sitePeople[0], passphrase: drillPassphrase });
for (let i = 0; i < 4; i += 1) {
  const subject = `K-${i}`;
  say({ kind: 'try', step: 'begin', subject });
  await core.must('site.begin', {
    subject,
    consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
    gates: ['I1'],
    factors: { sex: i % 2 === 0 ? 'female' : 'male' },
  });
  say({ kind: 'try', step: 'open', subject });
  const { kits } = await core.must('site.open', { subject });
  say({ kind: 'shown', subject, kits });
  say({ kind: 'try', step: 'dispense', subject });
  await core.must('site.dispense', { subject, kits });
}
core.close();
say({ kind: 'done' });
