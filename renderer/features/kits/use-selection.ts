import { useCallback, useMemo, useState } from 'react';

export interface Selection {
  readonly numbers: readonly string[];
  has(number: string): boolean;
  toggle(number: string): void;
  clear(): void;
}

/** Kits ticked for a common action; they stay ticked while the filter changes. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (number: string) =>
      setChosen((former) => {
        const next = new Set(former);
        if (!next.delete(number)) next.add(number);
        return next;
      }),
    [],
  );
  const clear = useCallback(() => setChosen(new Set()), []);
  return useMemo(
    () => ({ numbers: [...chosen], has: (number) => chosen.has(number), toggle, clear }),
    [chosen, toggle, clear],
  );
}
