import { useState } from 'react';
import { namesInScan } from '../../../shared/domain/barcode/scanned-text.ts';
import type { AccountKitRow } from '../../../shared/contracts/accountability.ts';
import { useClient } from '../../transport/client-context.ts';

/** Looks up a scanned kit; says in words why it is not taken. What was scanned before stays. */
export function useKitScan(
  take: (kit: AccountKitRow) => string | null,
  unknown: (text: string) => string,
): { readonly problem: string | null; scan(text: string): Promise<void> } {
  const client = useClient();
  const [problem, setProblem] = useState<string | null>(null);
  const scan = async (text: string): Promise<void> => {
    for (const number of namesInScan(text)) {
      const outcome = await client.ask('accountability.kits', { number, limit: 1 });
      const kit = outcome.ok ? outcome.value.rows[0] : undefined;
      if (kit !== undefined) return setProblem(take(kit));
    }
    setProblem(unknown(text.trim().slice(0, 40)));
  };
  return { problem, scan };
}
