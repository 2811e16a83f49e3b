// Requirements: TRU-12
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../../renderer/viewer/folder-check.ts';
import { filesOfZip } from '../../../renderer/viewer/zip-files.ts';
import { manifestFile } from '../../../shared/ledger/evidence/pack-format.ts';

const sizes = new Map([['trail/entries-1.js', 5]]);
const packed = (files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );

async function contents(bytes: Uint8Array<ArrayBuffer>) {
  const files = filesOf(await filesOfZip(new Blob([bytes]), sizes));
  return Object.fromEntries(
    await Promise.all([...files].map(async ([path, file]) => [path, await file.text()] as const)),
  );
}

/** Puts other bytes in place of some that stand there, wherever they do. */
function patched(bytes: Uint8Array<ArrayBuffer>, from: string, to: string) {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(from, to);
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

describe('an archive of an evidence pack', () => {
  it('gives the files of the pack, with or without its folder', async () => {
    const files = { [manifestFile]: '{}', 'trail/entries-1.js': 'hello' };
    const inFolder = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`pack-1/${name}`, text]),
    );
    expect(await contents(packed(files))).toEqual(files);
    expect(await contents(packed(inFolder))).toEqual(files);
  });

  it('unpacks nothing that the manifest does not name, nor at another size', async () => {
    const files = { [manifestFile]: '{}', 'trail/entries-1.js': 'longer than named', more: 'x' };
    expect(await contents(packed(files))).toEqual({
      [manifestFile]: '{}',
      'trail/entries-1.js': '',
      more: '',
    });
  });

  it('tells a file that stands there twice', async () => {
    const files = {
      [manifestFile]: '{}',
      'trail/entries-1.js': 'hello',
      'trail/entries-2.js': 'jello',
    };
    const twice = patched(packed(files), 'entries-2', 'entries-1');
    // Only the first is unpacked, so that no name can be repeated until memory is full.
    expect(await contents(twice)).toMatchObject({
      'trail/entries-1.js': 'hello',
      'trail/entries-1.js (a second time)': '',
    });
  });

  it('is refused when what is in it is larger than a page can hold, before anything is unpacked', async () => {
    const files = { [manifestFile]: '{}', 'trail/entries-1.js': 'hello' };
    const bytes = new Blob([packed(files)]);
    expect(await filesOfZip(bytes, sizes, 7)).toHaveLength(2);
    await expect(filesOfZip(bytes, sizes, 6)).rejects.toThrow('larger than a page can unpack');
  });

  it('is refused when it is none', async () => {
    await expect(filesOfZip(new Blob(['no archive']), sizes)).rejects.toThrow();
  });
});
