import type { Cell } from '../../base/csv.ts';
import { drugAccountRows } from '../../domain/accountability/drug-accountability.ts';
import type { DrugAccount } from '../../domain/accountability/drug-accountability.ts';
import { commonUnitName } from '../../domain/accountability/visit-units.ts';
import { dispensedKits } from '../../store/queries/account-kits.ts';
import type { AccountKit } from '../../store/queries/account-kits.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { QueryContext } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { timeAt } from './kit-account-row.ts';
import { kitUnits, unitNameOf } from './kit-units.ts';

/**
 * Rows of the SDTM domain DA of the kits that the person may see. A context with the key has the amounts and units of
 * every kit; without it those are left out that would tell its type.
 */
export const drugAccountsTable = (context: QueryContext): readonly (readonly Cell[])[] => [
  ...drugAccountRows(drugAccounts(context)),
];

/** Two facts a dispensed kit: dispensed, and returned once it was counted. */
function drugAccounts(context: QueryContext): readonly DrugAccount[] {
  const { definition } = currentDefinition(context.db);
  const unitsOf = kitUnits(context);
  const nameOf = unitNameOf(context, definition, commonUnitName(definition));
  const visits = new Map(
    definition.visits.map((visit, i) => [visit.id as string, { ...visit, i }]),
  );
  const factsOf = (kit: AccountKit): readonly DrugAccount[] => {
    const fact = {
      study: definition.protocol.number,
      site: kit.site as string,
      subject: kit.subject as string,
      kit: kit.number,
      unit: nameOf(kit.id),
    };
    const visit = visits.get(kit.visit ?? '');
    const given: DrugAccount = {
      ...fact,
      test: 'DISPAMT',
      amount: unitsOf(kit),
      visit: visit?.name ?? '',
      visitNumber: visit === undefined ? null : visit.i + 1,
      at: timeAt(kit.dispensedAt, kit.dispensedOffset) ?? '',
    };
    if (kit.returned === null) return [given];
    const at = timeAt(kit.returnedAt, kit.returnedOffset) ?? '';
    const back = {
      ...fact,
      test: 'RETAMT',
      amount: kit.returned,
      visit: '',
      visitNumber: null,
      at,
    };
    return [given, back as DrugAccount];
  };
  return dispensedKits(context.db, placeScope(context).visible).flatMap(factsOf);
}
