import { useMemo } from 'react';
import { saveFile } from '../../components/save-file.ts';
import { useClient } from '../../transport/client-context.ts';
import { numbersOf } from './numbers-of-table.ts';

/** Saves tables of forecasts as workbooks. */
export function useWorkbooks() {
  const client = useClient();
  return useMemo(
    () => ({
      numbersOf,
      save: async (name: string, table: Parameters<typeof numbersOf>[0]): Promise<void> => {
        const { heads, rows } = numbersOf(table);
        const outcome = await client.ask('forecast.table', {
          name,
          heads: [...heads],
          rows: rows.map((row) => [...row]),
        });
        if (outcome.ok) saveFile(outcome.value);
      },
    }),
    [client],
  );
}
