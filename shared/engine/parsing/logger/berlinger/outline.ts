import { refusal } from '../../../../base/refusal.ts';
import type { Refusal } from '../../../../base/refusal.ts';
import { err, ok } from '../../../../base/result.ts';
import type { Result } from '../../../../base/result.ts';
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
const longestLine = 2_000;

const beyondCaps = (line: number, what: string): Refusal =>
  refusal(
    'outline-too-large',
    `Line ${line}: ${what}; no logger of this make writes that.`,
    'Read the logger out again.',
  );

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
 * one above belongs to it. Refuses `outline-too-large`.
 */
export function outlineOf(lines: Lines, from: number, to: number): Result<OutlineNode, Refusal> {
  const root: Growing = { key: '', value: '', line: 0, children: [] };
  const path: { readonly indent: number; readonly node: Growing }[] = [{ indent: -1, node: root }];
  let nodes = 0;
  for (let i = from; i < to; i += 1) {
    const line = lines.line(i);
    if (line.trim() === '') continue;
    if (line.length > longestLine) {
      return err(beyondCaps(i + 1, `longer than ${longestLine} characters`));
    }
    if (nodes > maxNodes) return err(beyondCaps(i + 1, `more than ${maxNodes} entries`));
    const indent = indentOf(line);
    while (path.length > 1 && (path.at(-1) as { indent: number }).indent >= indent) path.pop();
    const parent = (path.at(-1) as { node: Growing }).node;
    const found = pairs(line.slice(indent), i + 1);
    parent.children.push(...found);
    nodes += found.length;
    if (path.length < deepest) path.push({ indent, node: found[0] as Growing });
  }
  return ok(root);
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
