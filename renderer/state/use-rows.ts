import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useClient } from '../transport/client-context.ts';
import { RowWindow } from './row-window.ts';
import type { FilterOf, PageName, RowOf, RowsShown } from './row-window.ts';

export interface Rows<Row> extends RowsShown<Row> {
  view(first: number, last: number): void;
  /** True while the rows of the former filter are still shown. */
  readonly isFormer: boolean;
}

const shortestGap = 150;

/** Rows of a long table by filter. A changed filter keeps the former rows until its own first page is there. */
export function useRows<N extends PageName>(name: N, filter: FilterOf<N>): Rows<RowOf<N>> {
  const client = useClient();
  const key = JSON.stringify(filter);
  const rowWindow = useMemo(
    () => new RowWindow(client, name, JSON.parse(key) as FilterOf<N>),
    [client, name, key],
  );
  const shown = useSyncExternalStore(rowWindow.subscribe, () => rowWindow.shown);
  const former = useRef<RowsShown<RowOf<N>>>(shown);
  const isFormer = shown.total === undefined && shown.failure === undefined;
  if (!isFormer) former.current = shown;

  useEffect(() => {
    let timer: number | undefined;
    const stop = client.subscribe((event) => {
      if (event.kind !== 'changed') return;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => rowWindow.refresh(), shortestGap);
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [client, rowWindow]);

  const view = useCallback(
    (first: number, last: number) => rowWindow.view(first, last),
    [rowWindow],
  );
  return { ...(isFormer ? former.current : shown), view, isFormer };
}
