import { readFileSync } from 'node:fs';
import type { Refusal } from '../../shared/base/refusal.ts';
import { refusal } from '../../shared/base/refusal.ts';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import { pathFrom } from './arguments.ts';
import type { Io } from './command.ts';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not permitted',
};

/** The bytes of a file that the person named. Refuses what cannot be read. */
export function readBytes(io: Io, path: string): Result<Buffer, Refusal> {
  try {
    return ok(readFileSync(pathFrom(io, path)));
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const why = WHY[code] ?? `the system says ${code}`;
    return err(
      refusal(
        'file-unreadable',
        `"${path}" cannot be read: ${why}.`,
        'Check the path of the file.',
      ),
    );
  }
}

/** A file as UTF-8 text; a byte order mark is dropped. Refuses other encodings. */
export function readText(io: Io, path: string): Result<string, Refusal> {
  const bytes = readBytes(io, path);
  if (!bytes.ok) return bytes;
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value));
  } catch {
    return err(
      refusal('not-utf-8', `"${path}" is not UTF-8 text.`, 'Save the file as UTF-8 and try again.'),
    );
  }
}

/** A file as JSON, not yet checked further. Refuses what does not parse, with the parser's place in it. */
export function readJsonFile(io: Io, path: string): Result<unknown, Refusal> {
  const text = readText(io, path);
  if (!text.ok) return text;
  try {
    return ok(JSON.parse(text.value) as unknown);
  } catch (cause) {
    const because = cause instanceof Error ? [cause.message] : [];
    const message = `"${path}" is not JSON.`;
    return err(refusal('json-invalid', message, 'Correct the file and try again.', because));
  }
}
