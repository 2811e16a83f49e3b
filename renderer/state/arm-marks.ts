import { useLayoutEffect } from 'react';
import { create } from 'zustand';

interface ArmMarks {
  readonly count: number;
  add(step: 1 | -1): void;
}

/** How many parts of the window show arm information now. */
export const useArmMarks = create<ArmMarks>((set) => ({
  count: 0,
  add: (step) => set(({ count }) => ({ count: count + step })),
}));

/** Declares that this component shows arm information while `isShown`; the band appears before it is painted. */
export function useArmInformation(isShown: boolean): void {
  const add = useArmMarks((state) => state.add);
  useLayoutEffect(() => {
    if (!isShown) return undefined;
    add(1);
    return () => add(-1);
  }, [add, isShown]);
}
