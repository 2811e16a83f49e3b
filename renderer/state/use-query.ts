import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contracts/index.ts';
import type { Answer, QueryCache } from './query-cache.ts';

export const QueryCacheContext = createContext<QueryCache | null>(null);

/** The cache of this window. Throws outside the provider: that is a defect. */
export function useQueryCache(): QueryCache {
  const cache = useContext(QueryCacheContext);
  if (cache === null) throw new Error('useQueryCache outside its provider');
  return cache;
}

export interface QueryOptions {
  /** False: do not ask yet. */
  readonly isEnabled?: boolean;
  /** Show the answer to the former question until the new one is there, so that nothing jumps. */
  readonly keepsFormer?: boolean;
}

const idle: Answer<never> = { data: undefined, failure: undefined, isFetching: false };

/** Asks a question for as long as the component is shown, and again whenever the study changes. */
export function useQuery<N extends ProcedureName>(
  name: N,
  input: InputOf<N>,
  { isEnabled = true, keepsFormer = false }: QueryOptions = {},
): Answer<OutputOf<N>> {
  const cache = useQueryCache();
  const key = JSON.stringify(input);
  const question = useMemo(() => JSON.parse(key) as InputOf<N>, [key]);
  const subscribe = useCallback(
    (listener: () => void) => (isEnabled ? cache.show(name, question, listener) : () => undefined),
    [cache, name, question, isEnabled],
  );
  const answer = useSyncExternalStore(subscribe, () =>
    isEnabled ? cache.answer(name, question) : idle,
  );
  const former = useRef<OutputOf<N> | undefined>(undefined);
  if (answer.data !== undefined) former.current = answer.data;
  if (keepsFormer && answer.data === undefined && answer.failure === undefined) {
    return { ...answer, data: former.current };
  }
  return answer;
}
