import { useCallback } from 'react';
import { useStudy } from '../../state/use-study.ts';

/** Names of arms as the protocol calls them; an unknown id shows as itself. */
export function useArmName(): (arm: string) => string {
  const arms = useStudy()?.arms;
  return useCallback((arm) => arms?.find(({ id }) => id === arm)?.name ?? arm, [arms]);
}
