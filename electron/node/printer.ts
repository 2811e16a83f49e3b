import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { Content, TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces';
import type { PrintBlock, PrintDocument, Printer, Sheet } from '../../shared/app/ports.ts';
import { withoutFormula } from '../../shared/base/csv.ts';

/** The part of pdfmake that is used here; its published types leave out the access policies. */
interface PdfMaker {
  setFonts(fonts: TFontDictionary): void;
  setUrlAccessPolicy(allow: (url: string) => boolean): void;
  setLocalAccessPolicy(allow: (path: string) => boolean): void;
  createPdf(document: TDocumentDefinitions): { getBuffer(): Promise<Uint8Array> };
}

const require = createRequire(import.meta.url);

/** Metadata time of every file: when something happened is in its text, so equal descriptions give equal bytes. */
const fixedDate = new Date(0);

let maker: PdfMaker | undefined;

/** Loads the typesetter at first use; it may read its own fonts and nothing else. */
function pdfMaker(): PdfMaker {
  if (maker !== undefined) return maker;
  const loaded = require('pdfmake') as PdfMaker;
  const folder = join(dirname(require.resolve('pdfmake/package.json')), 'fonts');
  const font = (name: string): string => join(folder, 'Roboto', `Roboto-${name}.ttf`);
  loaded.setFonts({
    Roboto: {
      normal: font('Regular'),
      bold: font('Medium'),
      italics: font('Italic'),
      bolditalics: font('MediumItalic'),
    },
  });
  loaded.setUrlAccessPolicy(() => false);
  loaded.setLocalAccessPolicy((path) => path.startsWith(folder + sep));
  maker = loaded;
  return loaded;
}

const factRow = ([name, value]: readonly [string, string]): Content[] => [
  { text: name, color: '#555555' },
  { text: value },
];

function tableOf(block: Extract<PrintBlock, { kind: 'table' }>): Content {
  const header = block.header.map((text) => ({ text, bold: true }));
  return {
    table: {
      headerRows: 1,
      widths: block.header.map((_, i) => (i === block.header.length - 1 ? '*' : 'auto')),
      body: [header, ...block.rows.map((row) => row.map((text) => ({ text })))],
    },
    layout: 'lightHorizontalLines',
    margin: [0, 4, 0, 12],
  };
}

function contentOf(block: PrintBlock): Content {
  if (block.kind === 'heading')
    return { text: block.text, fontSize: 16, bold: true, margin: [0, 8, 0, 6] };
  if (block.kind === 'large')
    return { text: block.text, fontSize: 28, bold: true, margin: [0, 4, 0, 8] };
  if (block.kind === 'text') return { text: block.text, margin: [0, 2, 0, 6] };
  if (block.kind === 'table') return tableOf(block);
  if (block.kind === 'drawing') return { svg: block.svg, margin: [0, 4, 0, 4] };
  return {
    table: { widths: [150, '*'], body: block.rows.map(factRow) },
    layout: 'noBorders',
    margin: [0, 2, 0, 10],
  };
}

const definitionOf = (document: PrintDocument): TDocumentDefinitions => ({
  info: {
    title: document.title,
    creator: 'Cachet',
    producer: 'Cachet',
    creationDate: fixedDate,
    modDate: fixedDate,
  },
  language: document.language,
  pageSize: 'A4',
  pageMargins: [48, 48, 48, 56],
  defaultStyle: { font: 'Roboto', fontSize: 10 },
  ...(document.watermark === undefined
    ? {}
    : { watermark: { text: document.watermark, color: '#b00020', opacity: 0.12, bold: true } }),
  content: document.blocks.map(contentOf),
  footer: (page: number, pages: number) => ({
    columns: [
      { text: document.title },
      { text: `${page} / ${pages}`, alignment: 'right' as const },
    ],
    fontSize: 8,
    color: '#555555',
    margin: [48, 16, 48, 0],
  }),
});

/** Layout runs out of line only for a moment; a document at a time is enough for one person. */
const pdf = (document: PrintDocument): Promise<Uint8Array> =>
  pdfMaker().createPdf(definitionOf(document)).getBuffer();

/** Archives carry the local time of each part; here they all carry the first one that the format knows. */
async function withFixedTimes(archive: Uint8Array): Promise<Uint8Array> {
  const { unzipSync, zipSync } = await import('fflate');
  return zipSync(unzipSync(archive), { mtime: new Date(1980, 0, 1), level: 6 });
}

async function xlsx(sheet: Sheet): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const header = sheet.header.map((value) => ({
    value,
    type: String,
    fontWeight: 'bold' as const,
  }));
  const rows = sheet.rows.map((row) =>
    row.map((value) =>
      typeof value === 'string' ? { value: withoutFormula(value), type: String } : value,
    ),
  );
  const made = writeXlsxFile([header, ...rows], { sheet: sheet.name, stickyRowsCount: 1 });
  return withFixedTimes(await made.toBuffer());
}

function zip(files: Parameters<Printer['zip']>[0]): Uint8Array {
  const { strToU8, zipSync } = require('fflate') as typeof import('fflate');
  const entries = files.map(({ name, text }) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1), level: 6 });
}

/** Makes PDF, XLSX and ZIP files without network and without the clock. */
export const machinePrinter: Printer = {
  pdf,
  xlsx,
  zip,
  base64: (content) => Buffer.from(content as Uint8Array).toString('base64'),
};
