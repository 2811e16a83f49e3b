import type { Virtualizer } from '@tanstack/react-virtual';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';

const pageRows = 15;

const steps: Readonly<Record<string, (index: number, total: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + pageRows,
  PageUp: (index) => index - pageRows,
  Home: () => 0,
  End: (_, total) => total - 1,
};

/** Moves through the rows of a long table by keyboard: arrows, pages, Home and End; Enter opens. */
export function useRowKeys(
  virtual: Virtualizer<HTMLDivElement, Element>,
  total: number,
  open: (index: number) => void,
) {
  const [active, setActive] = useState(0);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const row = (event.target as HTMLElement).closest('[data-index]');
    if (row === null || row !== event.target) return;
    if (event.key === 'Enter') {
      open(active);
      return;
    }
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(total - 1, step(active, total)));
    setActive(next);
    virtual.scrollToIndex(next);
    const grid = event.currentTarget;
    requestAnimationFrame(() => grid.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  return { active: Math.min(active, Math.max(0, total - 1)), setActive, onKeyDown };
}
