import { TABLE } from '../../electron/cli/table.ts';
import { runCli } from '../../electron/cli/run-cli.ts';
import type { Ran } from './spawn-cli.ts';

/** Runs a command line in this process: what it does, without a start of Node each time. */
export async function cachetHere(
  words: readonly string[],
  directory: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Ran> {
  const out: string[] = [];
  const said: string[] = [];
  const code = await runCli(
    words,
    {
      out: (text) => out.push(text),
      say: (line) => said.push(line),
      environment,
      directory,
      stop: new AbortController().signal,
    },
    TABLE,
  );
  return { code, stdout: out.join('\n'), stderr: said.join('\n') };
}
