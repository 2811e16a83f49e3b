import { useCallback } from 'react';
import { useStudy } from '../../state/use-study.ts';

/** Names of kit types as the protocol calls them; an unknown id shows as itself. */
export function useKitTypeName(): (kitType: string) => string {
  const kitTypes = useStudy()?.kitTypes;
  return useCallback(
    (kitType) => kitTypes?.find(({ id }) => id === kitType)?.name ?? kitType,
    [kitTypes],
  );
}
