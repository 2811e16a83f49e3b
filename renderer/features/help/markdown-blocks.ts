/** The part of Markdown that the help pages use. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

const item = /^(?:[-*]|\d+\.) +/;

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

function listOf(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    const last = items.length - 1;
    if (item.test(line)) items.push(line.replace(item, ''));
    else items[last] = `${items[last] ?? ''} ${line.trim()}`;
  }
  return { kind: 'list', isOrdered: /^\d/.test(lines[0] ?? ''), items };
}

function blockOf(part: string): Block {
  const lines = part.split('\n');
  const heading = /^(#{1,3}) (.+)$/.exec(lines[0] ?? '');
  if (heading !== null) {
    const level = (heading[1] ?? '#').length as 1 | 2 | 3;
    return { kind: 'heading', level, text: heading[2] ?? '' };
  }
  if (part.startsWith('```')) return { kind: 'code', text: lines.slice(1, -1).join('\n') };
  if (part.startsWith('|')) {
    const [head = '', , ...rows] = lines;
    return { kind: 'table', head: cellsOf(head), rows: rows.map(cellsOf) };
  }
  if (item.test(part)) return listOf(lines);
  return { kind: 'paragraph', text: lines.join(' ') };
}

/** Cuts a page into blocks: parts stand apart by an empty line. */
export const blocksOf = (text: string): readonly Block[] =>
  text
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(blockOf);

export type Span =
  | { readonly kind: 'text' | 'strong' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly target: string };

const mark = /\*\*(.+?)\*\*|`(.+?)`|\[(.+?)\]\((.+?)\)/g;

/** Cuts a line into spans: **strong**, `code` and links. Everything is drawn as text, never as HTML. */
export function spansOf(line: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of line.matchAll(mark)) {
    if (match.index > from) spans.push({ kind: 'text', text: line.slice(from, match.index) });
    const [whole, strong, code, text = '', target = ''] = match;
    if (strong !== undefined) spans.push({ kind: 'strong', text: strong });
    else if (code !== undefined) spans.push({ kind: 'code', text: code });
    else spans.push({ kind: 'link', text, target });
    from = match.index + whole.length;
  }
  if (from < line.length) spans.push({ kind: 'text', text: line.slice(from) });
  return spans;
}
