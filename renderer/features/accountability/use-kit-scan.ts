import { useState } from 'react';
import { namesInScan } from '../../../shared/domain/barcode/scanned-text.ts';
import type { AccountKitRow } from '../../../shared/contracts/accountability.ts';
import { useClient } from '../../transport/client-context.ts';

/** Looks up a scanned kit; says in words why it is not taken, and whether it is. What was scanned before stays. */
export function useKitScan(
  take: (kit: AccountKitRow) => string | null,
  unknown: (text: string) => string,
): { readonly problem: string | null; scan(text: string): Promise<boolean> } {
  const client = useClient();
  const [problem, setProblem] = useState<string | null>(null);
  const scan = async (text: string): Promise<boolean> => {
    for (const number of namesInScan(text)) {
      const outcome = await client.ask('accountability.kits', { number, limit: 1 });
      const kit = outcome.ok ? outcome.value.rows[0] : undefined;
      if (kit === undefined) continue;
      const why = take(kit);
      setProblem(why);
      return why === null;
    }
    setProblem(unknown(text.trim().slice(0, 40)));
    return false;
  };
  return { problem, scan };
}
