import { writeSync } from 'node:fs';
import { runCli } from './run-cli.ts';
import { TABLE } from './table.ts';

/** Written through at once: a pipe that closes early ends us quietly, and nothing is lost when we leave. */
function write(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text.endsWith('\n') ? text : `${text}\n`);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(process.exitCode ?? 0);
      if (code !== 'EAGAIN') throw cause;
    }
  }
}

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());

process.exitCode = await runCli(
  process.argv.slice(2),
  {
    out: (text) => write(1, text),
    say: (line) => write(2, line),
    environment: process.env,
    directory: process.cwd(),
    stop: stop.signal,
  },
  TABLE,
);
