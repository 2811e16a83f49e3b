import { drugAccountHeader } from '../../domain/accountability/drug-accountability.ts';
import { ok } from '../../base/result.ts';
import { drugAccountsTable } from '../accountability/drug-accounts.ts';
import type { CommandHandler } from '../handlers.ts';
import { unblindedCsv } from './export-list.ts';
import { heldOpening } from './held-opening.ts';

/**
 * Hands out drug accountability with every amount and unit: beside the subject they can tell the type, so it leaves
 * like the map of kits, and uses up an opening of it.
 */
export const exportDrugAccounts: CommandHandler<'custody.exportDrugAccounts'> = (context) => {
  const held = heldOpening(context, { part: 'kit-map', use: 'export', list: null });
  if (!held.ok) return held;
  const rows = drugAccountsTable(context);
  const body = { opening: held.value.code, rows: rows.length };
  return ok({
    events: [{ event: { kind: 'drug-accounts-exported', body }, reason: held.value.reason }],
    value: unblindedCsv(context, 'DA complete', drugAccountHeader, rows),
  });
};
