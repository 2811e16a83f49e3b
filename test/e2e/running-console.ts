import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '..', '..', '.build', 'node', 'cli.js');

/** A console that serves until it is closed, with a data folder of its own. */
export interface RunningConsole {
  /** Works once. */
  readonly address: string;
  close(): Promise<void>;
}

/** A folder of its own for a study, with the small demonstration in it on request. */
export interface StudyFolder {
  readonly directory: string;
  readonly data: string;
  readonly store: string;
  remove(): void;
}

export function studyFolder(): StudyFolder {
  const directory = mkdtempSync(join(tmpdir(), 'cachet-e2e-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  return {
    directory,
    data: join(directory, 'data'),
    store: join(directory, 'demo.cachet'),
    remove,
  };
}

/** Builds the small demonstration study through the command line. */
export function buildDemonstration({ data, store }: StudyFolder): void {
  const words = [cli, 'demo', '--store', store, '--scale', 'small'];
  const env = { ...process.env, CACHET_DATA: data };
  const { status, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the demonstration was not built: ${stderr}`);
}

/** Starts the built console on a free port; without `store` its window offers a choice. */
export function startConsole(data: string, store?: string): Promise<RunningConsole> {
  const words = [cli, 'serve', '--no-open', ...(store === undefined ? [] : ['--store', store])];
  // New studies go to the person's own folder, which a test must not fill.
  const env = { ...process.env, CACHET_DATA: data, HOME: data, USERPROFILE: data };
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const close = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/\S+(?=\n)/.exec(said)?.[0];
      if (address !== undefined) resolve({ address, close });
    });
    void ended.then(() => reject(new Error(`the console ended: ${said}`)));
  });
}
