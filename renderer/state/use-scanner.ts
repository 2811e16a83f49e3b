import { useEffect, useRef } from 'react';
import { scannerKeys } from './scanner-keys.ts';

/** A scanner types faster than any person: the longest pause between two of its keys. */
const longestPause = 50;
const shortestScan = 4;

const withoutText = ['radio', 'checkbox', 'button', 'submit', 'reset', 'range', 'file', 'color'];

const isEditable = (target: EventTarget | null): boolean => {
  if (target instanceof HTMLInputElement) return !withoutText.includes(target.type);
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName))
  );
};

/** Listens for a scanner that types like a keyboard, wherever the focus is except in a field that takes text. */
export function useScanner(onScan: (text: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    const read = scannerKeys();
    let typed = '';
    let at = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (isEditable(event.target)) return;
      const added = read(event);
      if (event.type === 'keydown') {
        if (event.timeStamp - at > longestPause) typed = '';
        at = event.timeStamp;
      }
      if (event.type === 'keydown' && event.key === 'Enter') {
        if (typed.length < shortestScan) return;
        // The Enter belongs to the scan: it must not press the focused button.
        event.preventDefault();
        event.stopPropagation();
        latest.current(typed);
        typed = '';
        return;
      }
      typed += added;
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('keyup', onKey, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('keyup', onKey, true);
    };
  }, []);
}
