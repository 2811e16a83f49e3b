import { expect, test } from 'vitest';
import { blocksOf, spansOf } from '../../../renderer/features/help/markdown-blocks.ts';

test('a page is cut into the blocks that help pages use', () => {
  const page =
    '# Title\n\nOne\ntwo.\n\n- a\n  more\n- b\n\n1. x\n2. y\n\n| H | I |\n|---|---|\n| 1 | 2 |';
  expect(blocksOf(page)).toEqual([
    { kind: 'heading', level: 1, text: 'Title' },
    { kind: 'paragraph', text: 'One two.' },
    { kind: 'list', isOrdered: false, items: ['a more', 'b'] },
    { kind: 'list', isOrdered: true, items: ['x', 'y'] },
    { kind: 'table', head: ['H', 'I'], rows: [['1', '2']] },
  ]);
});

test('spans keep every character of the text between marks', () => {
  expect(spansOf('a **b** `c` [d](e.md) f')).toEqual([
    { kind: 'text', text: 'a ' },
    { kind: 'strong', text: 'b' },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'c' },
    { kind: 'text', text: ' ' },
    { kind: 'link', text: 'd', target: 'e.md' },
    { kind: 'text', text: ' f' },
  ]);
});

test('HTML in a page stays text', () => {
  expect(spansOf('<img src=x onerror=alert(1)>')).toEqual([
    { kind: 'text', text: '<img src=x onerror=alert(1)>' },
  ]);
});
