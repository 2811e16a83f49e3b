import { describe, expect, test } from 'vitest';
import { scannerKeys } from '../../../renderer/state/scanner-keys.ts';

const none = { type: 'keydown', ctrlKey: false, metaKey: false, altKey: false };
const plain = { ...none, getModifierState: () => false };

/** What a scan amounts to when these keys are pressed. */
function typed(
  keys: readonly (Partial<typeof none> & { key: string; altGraph?: boolean })[],
): string {
  const read = scannerKeys();
  return keys
    .map(({ altGraph = false, ...key }) =>
      read({ ...plain, ...key, getModifierState: () => altGraph }),
    )
    .join('');
}
const letters = (text: string) => [...text].map((key) => ({ key }));

describe('keys of a scanner', () => {
  test('give capitals, small letters and punctuation as they are', () => {
    expect(typed([{ key: 'Shift' }, ...letters('Kit-0042/b.7_(x)"%')])).toBe('Kit-0042/b.7_(x)"%');
  });

  test.each([
    ['F8', [{ key: 'F8' }]],
    ['Ctrl-]', [{ key: 'Control' }, { key: ']', ctrlKey: true }]],
    ['ASCII 29', [{ key: '\u001d' }]],
    [
      'Alt and 029',
      [
        { key: 'Alt', altKey: true },
        ...letters('029').map((key) => ({ ...key, altKey: true })),
        { key: 'Alt', type: 'keyup' },
      ],
    ],
  ])('give the separator for %s', (_, keys) => {
    expect(typed([...letters('a'), ...keys, ...letters('b')])).toBe('a\u001db');
  });

  test('give other characters that come as Alt and digits', () => {
    const keys = letters('0065').map((key) => ({ ...key, altKey: true }));
    expect(typed([...keys, { key: 'Alt', type: 'keyup' }, ...letters('b')])).toBe('Ab');
  });

  test('give the character behind AltGr, but nothing for a shortcut', () => {
    expect(typed([{ key: '~', ctrlKey: true, altKey: true, altGraph: true }])).toBe('~');
    expect(typed([{ key: 'k', ctrlKey: true }])).toBe('');
    expect(typed([{ key: 'k', metaKey: true }])).toBe('');
    expect(
      typed([
        { key: 'k', altKey: true },
        { key: 'Alt', type: 'keyup' },
      ]),
    ).toBe('');
  });
});
