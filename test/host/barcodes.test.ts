// Requirements: SUP-13
import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barcodePicture, drawBarcode } from '../../electron/node/barcode/draw-barcode.ts';
import { readBarcodes } from '../../electron/node/barcode/read-barcodes.ts';
import { writeElementString } from '../../shared/domain/barcode/element-string.ts';
import { readScan } from '../../shared/domain/barcode/scanned-text.ts';
import type { BarcodeContent } from '../../shared/domain/barcode/symbology.ts';
import { elementSets } from '../builders/element-sets.ts';

const timeout = 60_000;
const gtin = '09506000134352';
const realFetch = globalThis.fetch;

beforeAll(() => {
  globalThis.fetch = () => Promise.reject(new Error('the network is not to be used'));
});
afterAll(() => {
  globalThis.fetch = realFetch;
});

async function picture(content: BarcodeContent, scale = 3): Promise<Uint8Array> {
  const made = await barcodePicture(content, scale);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

async function thereAndBack(content: BarcodeContent) {
  const read = await readBarcodes(await picture(content));
  return read.ok ? read.value : read.error.rule;
}

const withoutPercent = (text: string): string => text.replaceAll('%', '/');

describe('a barcode that was drawn', () => {
  test(
    'is read back with every identifier, character and separator',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          elementSets,
          fc.constantFrom('gs1-datamatrix', 'gs1-qr'),
          async (elements, symbology) => {
            const written = writeElementString(elements);
            const text = written.ok ? written.value : '';
            const drawn = symbology === 'gs1-qr' ? withoutPercent(text) : text;
            const prefix = symbology === 'gs1-qr' ? ']Q3' : ']d2';
            expect(await thereAndBack({ symbology, text: drawn })).toEqual([
              { symbology: prefix, text: drawn },
            ]);
            if (drawn === text) expect(readScan(`${prefix}${text}`).elements).toEqual(elements);
          },
        ),
        { seed: 20261121, numRuns: 40 },
      );
    },
    timeout,
  );

  test.each([
    ['gs1-128', '00376104250021234569', ']C1'],
    ['datamatrix', 'Kit-0042 ~^b.7', ']d1'],
    ['qr', 'Kit-0042 ~^b.7%', ']Q1'],
  ] as const)('%s is read back', async (symbology, text, prefix) => {
    expect(await thereAndBack({ symbology, text })).toEqual([{ symbology: prefix, text }]);
  });

  test('gives no rectangle outside its frame, and all of one row in one', () => {
    const drawn = drawBarcode({ symbology: 'gs1-datamatrix', text: `01${gtin}215501` });
    if (!drawn.ok) throw new Error(drawn.error.message);
    const { width, height, dark } = drawn.value;
    expect(width).toBe(height);
    expect(dark).toContainEqual([0, height - 1, width, 1]);
    for (const [x, y, w, h] of dark) {
      expect(x + w).toBeLessThanOrEqual(width);
      expect(y + h).toBeLessThanOrEqual(height);
    }
  });
});

describe('what cannot be drawn is refused', () => {
  test.each([
    ['gs1-qr', `01${gtin}21a%b`, 'barcode-percent'],
    ['datamatrix', 'Prüfung', 'barcode-content'],
    ['datamatrix', '', 'barcode-content'],
    ['datamatrix', 'x'.repeat(4000), 'barcode-content'],
    ['gs1-128', `01${gtin}21${'9'.repeat(40)}`, 'barcode-content'],
  ] as const)('%s %s', (symbology, text, rule) => {
    const drawn = drawBarcode({ symbology, text });
    expect(!drawn.ok && drawn.error.rule).toBe(rule);
  });
});

/** A PNG whose header says what we want; `rows` is its image data. */
function png(width: number, height: number, rows: Buffer): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(kind, 'latin1'), data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const start = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    start,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('pictures of others', () => {
  const refusedAs = async (bytes: Uint8Array): Promise<string> => {
    const read = await readBarcodes(bytes);
    return read.ok ? `read ${read.value.length}` : read.error.rule;
  };

  test('that are none, or too large, are refused before anything is decoded', async () => {
    expect(await refusedAs(Buffer.from('GIF89a'))).toBe('picture-unreadable');
    expect(await refusedAs(new Uint8Array(0))).toBe('picture-unreadable');
    expect(await refusedAs(Buffer.from('ffd8ffe000', 'hex'))).toBe('picture-unreadable');
    expect(await refusedAs(png(30_000, 30_000, Buffer.alloc(8)))).toBe('picture-too-large');
    expect(await refusedAs(png(0, 10, Buffer.alloc(8)))).toBe('picture-unreadable');
  });

  test('without a barcode hold none', async () => {
    expect(await refusedAs(png(40, 40, Buffer.alloc(41 * 40)))).toBe('read 0');
  });

  test(
    'that are cut or damaged are refused or read, and the next one is read all the same',
    async () => {
      const whole = Buffer.from(await picture({ symbology: 'qr', text: 'KIT-1' }));
      await fc.assert(
        fc.asyncProperty(
          fc.nat(whole.length - 1),
          fc.nat(255),
          fc.boolean(),
          async (at, byte, isCut) => {
            const damaged = isCut ? whole.subarray(0, at) : Buffer.from(whole);
            if (!isCut) damaged[at] = byte;
            const read = await readBarcodes(damaged);
            expect(read.ok || read.error.rule.startsWith('picture-')).toBe(true);
          },
        ),
        { seed: 20261121, numRuns: 150 },
      );
      expect(await thereAndBack({ symbology: 'qr', text: 'KIT-2' })).toHaveLength(1);
    },
    timeout,
  );
});
