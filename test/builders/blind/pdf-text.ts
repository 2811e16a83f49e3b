import { inflateSync } from 'node:zlib';

/** The streams of a PDF, unpacked, with the dictionary that stands before each. */
function streamsOf(bytes: Buffer): readonly { readonly id: string; readonly body: Buffer }[] {
  const text = bytes.toString('latin1');
  const found: { id: string; body: Buffer }[] = [];
  for (const match of text.matchAll(/(\d+) 0 obj\n(<<(?:(?!endobj)[^])*?>>)\nstream\n/g)) {
    const start = match.index + match[0].length;
    const length = Number(/\/Length (\d+)/.exec(match[2] ?? '')?.[1] ?? 0);
    const raw = bytes.subarray(start, start + length);
    const isPacked = (match[2] ?? '').includes('FlateDecode');
    found.push({ id: match[1] ?? '', body: isPacked ? inflateSync(raw) : raw });
  }
  return found;
}

/** What a font's glyph numbers stand for, from its table. */
function glyphs(table: string): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const blocks = table.matchAll(/beginbfrange\n([^]*?)endbfrange/g);
  for (const [, block = ''] of blocks) {
    for (const [, first = '', targets = ''] of block.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
      const letters = [...targets.matchAll(/<([\w ]+)>/g)].map(([, code = '']) => lettersOf(code));
      letters.forEach((letter, i) => {
        known.set((Number.parseInt(first, 16) + i).toString(16).padStart(4, '0'), letter);
      });
    }
  }
  return known;
}

const lettersOf = (codes: string): string =>
  Buffer.from(codes.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');

/** The table of each font, by the name that pages use for it. */
function fontsOf(text: string, bodies: ReadonlyMap<string, string>) {
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const [, list = ''] of text.matchAll(/\/Font <<([^>]*)>>/g)) {
    for (const [, name = '', id = ''] of list.matchAll(/\/(\w+) (\d+) 0 R/g)) {
      const object = new RegExp(`(?:^|\\n)${id} 0 obj\\n([^]*?)endobj`).exec(text)?.[1] ?? '';
      const table = /\/ToUnicode (\d+) 0 R/.exec(object)?.[1] ?? '';
      fonts.set(name, glyphs(bodies.get(table) ?? ''));
    }
  }
  return fonts;
}

/** All text that a PDF of this program shows, in the order in which it is drawn; positions go with the widths of digests. */
export function pdfText(bytes: Buffer): string {
  const streams = streamsOf(bytes);
  const bodies = new Map(streams.map(({ id, body }) => [id, body.toString('latin1')]));
  const fonts = fontsOf(bytes.toString('latin1'), bodies);
  const isPage = (body: string): boolean => /\bBT\b|\bre\b|\bcm\b/.test(body);
  return [...bodies.values()]
    .filter(isPage)
    .map((body) => drawnText(body, fonts))
    .join('\n');
}

function drawnText(body: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  const lines = body.split('\n').flatMap((line) => {
    font = fonts.get(/^\/(\w+) [\d.]+ Tf/.exec(line)?.[1] ?? '') ?? font;
    if (!line.endsWith('TJ')) return [];
    const codes = [...line.matchAll(/<(\w+)>/g)].map(([, code = '']) => code).join('');
    return [(codes.match(/.{4}/g) ?? []).map((code) => font.get(code) ?? '?').join('')];
  });
  return lines.join('');
}
