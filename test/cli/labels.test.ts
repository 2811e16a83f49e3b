import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../electron/cli/run-cli.ts';
import { TABLE } from '../../electron/cli/table.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cachet-barcodes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function cli(...words: string[]) {
  const out: string[] = [];
  const said: string[] = [];
  const io = {
    out: (text: string) => out.push(text),
    say: (text: string) => said.push(text),
    environment: { CACHET_DATA: folder },
    directory: folder,
    stop: new AbortController().signal,
  };
  const code = await runCli(words, io, TABLE);
  return { code, out: out.join('\n'), said: said.join('\n') };
}

const elements = '(01)09506000134352(17)271200(10)L25-021(7240)CCH-301(21)5501-aB';

test('a barcode is written to a picture and read from it, field by field', async () => {
  expect((await cli('barcode', 'encode', elements, 'kit.png')).code).toBe(0);
  const { code, out } = await cli('barcode', 'decode', 'kit.png', '--json');
  expect(code).toBe(0);
  const { barcodes } = JSON.parse(out) as {
    barcodes: { symbology: string; inWords: string; elements: Record<string, string>[] }[];
  };
  expect(barcodes).toHaveLength(1);
  expect(barcodes[0]).toMatchObject({ symbology: ']d2', inWords: elements });
  expect(barcodes[0]?.elements).toContainEqual({
    ai: '17',
    title: 'expiry',
    value: '271200',
    date: '2027-12-31',
    precision: 'month',
  });
});

test('a vector picture holds one path for the bars', async () => {
  const sscc = ['(00)376104250021234569', 'box.svg', '--symbology', 'gs1-128'];
  expect((await cli('barcode', 'encode', ...sscc)).code).toBe(0);
  expect(readFileSync(join(folder, 'box.svg'), 'utf8')).toMatch(/viewBox="0 0 176 35"/);
});

test('what a scanner typed is explained, also why it is no valid barcode', async () => {
  const { out, code } = await cli('barcode', 'decode', '--text', ']d20109506000134353', '--json');
  expect(code).toBe(0);
  const { barcodes } = JSON.parse(out) as { barcodes: { refused: { rule: string } }[] };
  expect(barcodes[0]?.refused.rule).toBe('gs1-check-digit');
});

test.each([
  [['encode', '(01)09506000134353', 'a.png'], 1],
  [['encode', '(21)x', 'a.gif'], 2],
  [['encode', '(21)x', 'a.png', '--symbology', 'pdf417'], 2],
  [['decode', 'nothing.png'], 1],
])('barcode %j ends with %d', async (words, code) => {
  expect((await cli('barcode', ...words)).code).toBe(code);
});

test('help tells the arguments', async () => {
  const { out } = await cli('label', 'print', '--help');
  expect(out).toMatch(/--only-without/);
});
