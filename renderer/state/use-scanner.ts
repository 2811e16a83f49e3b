import { useEffect, useRef } from 'react';
import { groupSeparator } from './scan-text.ts';

/** A scanner types faster than any person: the longest pause between two of its keys. */
const longestPause = 50;
const shortestScan = 4;

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** The character that a key stands for; FNC1 arrives as Ctrl-] or F8, depending on the scanner's settings. */
function characterOf(event: KeyboardEvent): string | null {
  if (event.key === 'F8' || (event.ctrlKey && event.key === ']')) return groupSeparator;
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey ? event.key : null;
}

/** Listens for a scanner that types like a keyboard, wherever the focus is except in a field of a form. */
export function useScanner(onScan: (text: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    let typed = '';
    let at = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (isEditable(event.target)) return;
      if (event.timeStamp - at > longestPause) typed = '';
      at = event.timeStamp;
      if (event.key === 'Enter') {
        if (typed.length < shortestScan) return;
        // The Enter belongs to the scan: it must not press the focused button.
        event.preventDefault();
        event.stopPropagation();
        latest.current(typed);
        typed = '';
        return;
      }
      typed += characterOf(event) ?? '';
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}
