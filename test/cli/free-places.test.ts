// Requirements: PLT-10
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNewFile, writeOwnFiles } from '../../electron/cli/output-files.ts';
import { TABLE } from '../../electron/cli/table.ts';
import { cachetHere } from './run-here.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cachet-places-'));
  writeFileSync(join(directory, 'file'), 'kept');
  mkdirSync(join(directory, 'full'));
  writeFileSync(join(directory, 'full', 'bands.csv'), 'kept');
  symlinkSync('nowhere', join(directory, 'dangling'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Restoring names the place itself: the core that restores says whether it is free. */
const asked = new Set(['restore', 'store restore', 'store recover']);

/** Every command that makes what an option names, with as many arguments as it needs. */
const makers = (
  await Promise.all(
    TABLE.map(async ({ name, load }) => {
      const { options = {}, positionals = [] } = (await load()).command;
      const words = [...name.split(' '), ...positionals.map(() => 'x')];
      return ['out', 'pdf']
        .filter((option) => option in options && !asked.has(name))
        .map((option) => ({ name, option, words, isFolder: options[option]?.value === 'DIR' }));
    }),
  )
).flat();

const refusalOf = async (words: readonly string[]): Promise<string> => {
  const { code, stdout } = await cachetHere([...words, '--json'], directory, {});
  if (code !== 1) return `exit ${code}`;
  const { refused } = JSON.parse(stdout) as { refused: { rule: string; message: string } };
  return `${refused.rule}: ${refused.message}`;
};

describe('a place that is taken is refused before anything else is looked at', () => {
  it('of many commands', () => expect(makers.length).toBeGreaterThanOrEqual(16));

  it.each(makers)('$name --$option', async ({ words, option, isFolder }) => {
    const at = (path: string): Promise<string> => refusalOf([...words, `--${option}`, path]);
    expect(await at('full')).toMatch(/^file-unwritable: "full" .* nothing is overwritten/);
    expect(await at('file')).toMatch(
      isFolder ? /^file-unwritable: .* no folder/ : /^file-unwritable: .* exists already/,
    );
    for (const path of ['file/x', 'file/x/y', 'dangling/x']) {
      expect(await at(path)).toMatch(
        new RegExp(`^file-unwritable: "${path}" .*(file|dangling) is no folder`),
      );
    }
    expect(await at('dangling')).toMatch(/^file-unwritable/);
  });

  it('also of an archive beside a folder', async () => {
    writeFileSync(join(directory, 'full', 'pack.zip'), 'kept');
    const pack = ['evidence', '--store', 'study.cachet', '--zip', '--out', 'full/pack'];
    expect(await refusalOf(pack)).toMatch(/^file-unwritable: ".*pack\.zip" .* exists already/);
    rmSync(join(directory, 'full', 'pack.zip'));
  });

  it('and one that is free is not', async () => {
    expect(await refusalOf(['forecast', 'meeting', '--out', 'free/x'])).toBe('exit 2');
    mkdirSync(join(directory, 'empty'));
    expect(await refusalOf(['forecast', 'run', '--out', 'empty'])).toBe('exit 2');
  });

  it('and nothing is made on the way', () => {
    expect(readdirSync(directory).toSorted()).toEqual(['dangling', 'empty', 'file', 'full']);
    expect(readdirSync(join(directory, 'full'))).toEqual(['bands.csv']);
  });
});

describe('files that are written', () => {
  const io = () => ({
    say: () => undefined,
    environment: {},
    directory,
    stop: new AbortController().signal,
  });

  it('name what is in the way', () => {
    const written = writeNewFile(io(), 'file/x.pdf', 'x');
    expect(written.ok ? '' : written.error.message).toMatch(/file is no folder\.$/);
  });

  it('come all or not at all, and are for their owner alone', () => {
    writeFileSync(join(directory, 'full', 'b'), 'kept');
    const files = ['a', 'b', 'c'].map((name) => [name, 'x'] as const);
    expect(writeOwnFiles(io(), 'full', files).ok).toBe(false);
    expect(readdirSync(join(directory, 'full')).toSorted()).toEqual(['b', 'bands.csv']);
    expect(writeOwnFiles(io(), 'all', files).ok).toBe(true);
    const { mode } = statSync(join(directory, 'all', 'c'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
  });
});
