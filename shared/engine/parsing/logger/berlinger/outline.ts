import type { Lines } from '../rows.ts';

/** One `Key: value` of an indented text; several may share a line. */
export interface OutlineNode {
  readonly key: string;
  readonly value: string;
  /** Line of the file, counted from 1. */
  readonly line: number;
  readonly children: readonly OutlineNode[];
}

interface Growing extends OutlineNode {
  readonly children: Growing[];
}

const deepest = 12;
const maxNodes = 200_000;

const indentOf = (line: string): number => {
  let at = 0;
  while (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9) at += 1;
  return at;
};

function pairs(line: string, number: number): Growing[] {
  return line.split(/,\s+(?=[A-Za-z][A-Za-z ]{0,30}:)/).map((part) => {
    const at = part.indexOf(':');
    const key = (at < 0 ? part : part.slice(0, at)).trim();
    return { key, value: at < 0 ? '' : part.slice(at + 1).trim(), line: number, children: [] };
  });
}

/**
 * Reads lines `from` to `to` (from 0, end excluded) as an outline: a line indented deeper than the
 * one above belongs to it. Lines of a table and beyond the caps are left to the caller.
 */
export function outlineOf(lines: Lines, from: number, to: number): OutlineNode {
  const root: Growing = { key: '', value: '', line: 0, children: [] };
  const path: { readonly indent: number; readonly node: Growing }[] = [{ indent: -1, node: root }];
  let nodes = 0;
  for (let i = from; i < to && nodes < maxNodes; i += 1) {
    const line = lines.line(i);
    if (line.trim() === '' || line.length > 2_000) continue;
    const indent = indentOf(line);
    while (path.length > 1 && (path.at(-1) as { indent: number }).indent >= indent) path.pop();
    const parent = (path.at(-1) as { node: Growing }).node;
    const found = pairs(line.slice(indent), i + 1);
    parent.children.push(...found);
    nodes += found.length;
    if (path.length < deepest) path.push({ indent, node: found[0] as Growing });
  }
  return root;
}

/** The first child with the key. */
export const child = (node: OutlineNode | null, key: string): OutlineNode | null =>
  node?.children.find((one) => one.key.toLowerCase() === key.toLowerCase()) ?? null;

/** The value at a path of keys, or null where the path ends early or the value is empty. */
export function valueAt(node: OutlineNode | null, ...path: readonly string[]): string | null {
  let at = node;
  for (const key of path) at = child(at, key);
  return at === null || at.value === '' ? null : at.value;
}
