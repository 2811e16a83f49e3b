import { spawn } from 'node:child_process';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'index.ts');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line in a process of its own, from its sources. */
export function cachet(
  words: readonly string[],
  directory = process.cwd(),
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [cli, ...words], { cwd: directory, env });
  const out: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        code,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(said).toString(),
      }),
    );
  });
}

/** Runs with `--json` and gives what stdout holds; throws when that is anything but one JSON value. */
export async function cachetJson(
  words: readonly string[],
  directory?: string,
  environment?: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly json: Readonly<Record<string, unknown>> }> {
  const { code, stdout, stderr } = await cachet([...words, '--json'], directory, environment);
  if (stdout === '') throw new Error(`nothing on stdout, exit ${code}: ${stderr}`);
  return { code, json: JSON.parse(stdout) as Readonly<Record<string, unknown>> };
}
