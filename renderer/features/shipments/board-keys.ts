import type { KeyboardEvent } from 'react';

const ways: Readonly<Record<string, readonly [column: number, card: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Moves the focus from card to card: up and down in a column, left and right to the next column that has cards. */
export function moveOnBoard(event: KeyboardEvent<HTMLElement>): void {
  const way = ways[event.key];
  const from = (event.target as HTMLElement).closest('a');
  if (way === undefined || from === null) return;
  const columns = [...event.currentTarget.querySelectorAll('ul')]
    .map((list) => [...list.querySelectorAll('a')])
    .filter((cards) => cards.length > 0);
  const column = columns.findIndex((cards) => cards.includes(from));
  const card = columns[column]?.indexOf(from) ?? 0;
  const next = columns[column + way[0]];
  const target = next?.[Math.min(card + way[1], next.length - 1)];
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
