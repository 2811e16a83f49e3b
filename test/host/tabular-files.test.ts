// Requirements: CLD-08
import { deflateRawSync, crc32 } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { isWorkbook, readWorkbookRows } from '../../electron/node/tabular-files.ts';
import { readZipArchive } from '../../electron/node/zip-archive.ts';

const encoder = new TextEncoder();
const workbook = async (): Promise<Buffer> =>
  writeXlsxFile([
    [{ value: 'Kit number' }, { value: 'Lot' }, { value: 'Expiry' }, { value: 'Sequence' }],
    [],
    [
      { value: '00123456', type: String },
      { value: 'L–1' },
      { value: new Date(Date.UTC(2027, 1, 3)), type: Date, format: 'yyyy-mm-dd' },
      { value: 7, type: Number },
    ],
  ]).toBuffer();

/** A workbook with one part replaced or added. */
const changed = async (name: string, change: (text: string) => string): Promise<Buffer> => {
  const archive = readZipArchive(await workbook());
  if (!archive.ok) throw new Error(archive.error.message);
  const parts = Object.fromEntries(
    archive.value.map((entry) => [entry.name, new Uint8Array(entry.content)]),
  );
  parts[name] = encoder.encode(change(new TextDecoder().decode(parts[name] ?? new Uint8Array())));
  return Buffer.from(zipSync(parts));
};
const ruleOf = async (bytes: Buffer): Promise<string> => {
  const rows = await readWorkbookRows(bytes);
  return rows.ok ? 'read' : `${rows.error.rule}: ${rows.error.message}`;
};
const sheet = 'xl/worksheets/sheet1.xml';

describe('workbooks', () => {
  it('give texts with their row numbers; dates as dates, leading zeros kept, blank rows left out', async () => {
    const bytes = await workbook();
    expect(isWorkbook(bytes)).toBe(true);
    expect(await readWorkbookRows(bytes)).toEqual({
      ok: true,
      value: [
        {
          name: 'Sheet1',
          rows: [
            { line: 1, cells: ['Kit number', 'Lot', 'Expiry', 'Sequence'] },
            { line: 3, cells: ['00123456', 'L–1', '2027-02-03', '7'] },
          ],
        },
      ],
    });
  });

  it('give every sheet that holds anything, in order, by its name', async () => {
    const bytes = await writeXlsxFile([
      { sheet: 'January', data: [[{ value: 'a' }]] },
      { sheet: 'Blank', data: [] },
      { sheet: 'February & more', data: [[], [{ value: 'b' }]] },
    ]).toBuffer();
    expect(await readWorkbookRows(bytes)).toEqual({
      ok: true,
      value: [
        { name: 'January', rows: [{ line: 1, cells: ['a'] }] },
        { name: 'February & more', rows: [{ line: 2, cells: ['b'] }] },
      ],
    });
  });

  it('unchanged by repacking, so the refusals below come from their change alone', async () => {
    expect(await ruleOf(await changed(sheet, (text) => text))).toBe('read');
  });

  it.each([
    [
      'formulas',
      sheet,
      (text: string) => text.replace('<v>7</v>', '<f>3+4</f><v>7</v>'),
      'formulas',
    ],
    [
      'entities',
      sheet,
      (text: string) => text.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
      'entities',
    ],
    ['macros', 'xl/vbaProject.bin', () => 'x', 'macros'],
    ['an archive within', 'xl/embeddings/other.xlsx', () => 'x', 'archive inside'],
    [
      'an archive within under another name',
      'xl/media/image1.png',
      () => 'PK\u0003\u0004 and more',
      'archive inside',
    ],
    ['a path that leaves', '../evil.xml', () => 'x', 'outside the archive'],
    ['a far column', sheet, (text: string) => text.replace('r="D3"', 'r="XFD3"'), 'beyond 64'],
    ['a far row', sheet, (text: string) => text.replace('r="D3"', "r = 'D9999999'"), 'beyond 64'],
    [
      'a cell nowhere',
      sheet,
      (text: string) => text.replace('r="D3"', 'r="ZZZZZZ99999999999"'),
      'beyond 64',
    ],
    ['broken XML', sheet, (text: string) => text.slice(0, 200), 'workbook-not-accepted'],
  ])('with %s are refused', async (_name, part, change, message) => {
    expect(await ruleOf(await changed(part, change))).toContain(message);
  });

  it('refuses another kind of archive and no archive', async () => {
    expect(await ruleOf(Buffer.from(zipSync({ 'a.txt': encoder.encode('a') })))).toContain(
      'not a workbook',
    );
    expect(await ruleOf(Buffer.from('kit,lot\n1,2\n'))).toContain('archive-not-accepted');
    expect(isWorkbook(Buffer.from('PK,lot\n'))).toBe(false);
  });

  it('never throws on damage, and never reads what is damaged as something else', async () => {
    const [bytes, intact] = [
      await workbook(),
      JSON.stringify(await readWorkbookRows(await workbook())),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const damaged = Buffer.from(bytes);
          damaged[at] = (damaged[at] ?? 0) ^ change;
          const rows = await readWorkbookRows(damaged);
          if (rows.ok) expect(JSON.stringify(rows)).toBe(intact);
        },
      ),
      { seed: 101, numRuns: 300 },
    );
  });
});

interface Forged {
  readonly name?: string;
  readonly content?: Uint8Array;
  readonly crc?: number;
  readonly size?: number;
  readonly flags?: number;
  readonly method?: number;
}

/** An archive of one entry whose list says what it is told to say. */
function forged({ name = 'a.xml', content = encoder.encode('hello'), ...says }: Forged): Buffer {
  const packed = deflateRawSync(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(says.flags ?? 0, 2);
  fields.writeUInt16LE(says.method ?? 8, 4);
  fields.writeUInt32LE(says.crc ?? crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(says.size ?? content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed]);
  const tail = Buffer.alloc(14);
  const list = Buffer.concat([
    Buffer.from('PK\u0001\u0002'),
    Buffer.from([20, 0]),
    fields,
    tail,
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, list, end]);
}

describe('archives', () => {
  const read = (bytes: Buffer) => {
    const archive = readZipArchive(bytes);
    return archive.ok
      ? archive.value.map(({ name, content }) => [name, String(content)])
      : archive.error.message;
  };

  it('are read when they are what they say', () => {
    expect(read(forged({}))).toEqual([['a.xml', 'hello']]);
  });

  it.each<[string, Forged, string]>([
    ['a wrong checksum', { crc: 1 }, 'damaged'],
    ['a size too small', { size: 4 }, 'damaged'],
    ['a size too large', { size: 6 }, 'damaged'],
    ['encryption', { flags: 1 }, 'encrypted'],
    ['an unknown method', { method: 12 }, 'unknown way'],
    ['an absolute path', { name: '/etc/passwd' }, 'outside'],
    ['a bomb', { content: new Uint8Array(5_000_000) }, 'times its size'],
    [
      'a bomb that lies about its size',
      { content: new Uint8Array(5_000_000), size: 100 },
      'damaged',
    ],
    ['a declared size over the cap', { size: 2_000_000_000 }, 'would unpack to'],
  ])('with %s are refused', (_name, forgery, message) => {
    expect(read(forged(forgery))).toContain(message);
  });

  it('cut anywhere are refused', () => {
    const whole = forged({});
    for (let length = 0; length < whole.length; length++) {
      expect(typeof read(whole.subarray(0, length))).toBe('string');
    }
  });

  it('keep to their caps on files and total size', () => {
    const many = Buffer.from(
      zipSync({ 'a.xml': encoder.encode('aaaa'), 'b.xml': encoder.encode('bbbb') }),
    );
    const limits = { entries: 2, entrySize: 4, totalSize: 8, ratio: 100 };
    expect(readZipArchive(many, limits).ok).toBe(true);
    for (const tight of [{ entries: 1 }, { entrySize: 3 }, { totalSize: 7 }]) {
      expect(readZipArchive(many, { ...limits, ...tight }).ok).toBe(false);
    }
  });
});
