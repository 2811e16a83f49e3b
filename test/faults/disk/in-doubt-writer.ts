// Dies right after the sync of a commit failed: whether the commit is on the disk is then in doubt.
import { readFileSync, writeSync } from 'node:fs';
import { createCore } from '../../../electron/node/core.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import type { Request } from '../../../shared/contracts/reply.ts';
import { cheap } from '../../builders/study-core.ts';
import { FaultSwitch } from './fault-switch.ts';
import type { SpoiledTask } from './spoiled-writer.ts';

/** What the program is told to do: the command is left in doubt. */
export interface InDoubtTask extends SpoiledTask {
  readonly command: Request;
}

const task = JSON.parse(readFileSync(0, 'utf8')) as InDoubtTask;
const disk = new FaultSwitch(task.switchPath);
const core = createCore({
  dataDirectory: task.dataDirectory,
  resources: task.resources,
  storePath: task.path,
  clock: systemClock,
  printer: machinePrinter,
  emit: () => undefined,
  isCancelled: () => false,
  cost: cheap,
});
const input = { user: 'maren', passphrase: demonstrationPassphrase };
await core.dispatch({ name: 'session.signIn', input });
for (let nth = 1; nth < 1_000; nth += 1) {
  disk.on(task.fault, nth);
  const reply = await core.dispatch(task.command);
  if (disk.off() === 0) throw new Error(`no sync failed: ${JSON.stringify(reply)}`);
  if (reply.kind === 'refused' && reply.refusal.message.includes('FSYNC')) {
    writeSync(1, reply.refusal.rule);
    process.kill(process.pid, 'SIGKILL');
  }
}
