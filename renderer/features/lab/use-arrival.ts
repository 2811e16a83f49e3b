import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Results that begin below this part of the window are not seen. */
const seen = 0.6;

/** Brings an answer into view when it arrives below what is seen; not when the page is opened with it. */
export function useArrival(answer: unknown): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const known = useRef(answer);
  useEffect(() => {
    if (known.current === answer) return;
    known.current = answer;
    const top = element.current?.getBoundingClientRect().top ?? 0;
    if (top > seen * window.innerHeight) element.current?.scrollIntoView({ block: 'start' });
  }, [answer]);
  return element;
}
