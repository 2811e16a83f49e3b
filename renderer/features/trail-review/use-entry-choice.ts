import { useCallback, useMemo, useState } from 'react';

/** Entries ticked for a review of their own; they stay ticked while the filter changes. */
export function useEntryChoice() {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (entry: number) =>
      setChosen((former) => {
        const next = new Set(former);
        if (!next.delete(entry)) next.add(entry);
        return next;
      }),
    [],
  );
  const clear = useCallback(() => setChosen(new Set()), []);
  return useMemo(
    () => ({ entries: [...chosen], has: (entry: number) => chosen.has(entry), toggle, clear }),
    [chosen, toggle, clear],
  );
}
