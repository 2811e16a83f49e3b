import { localText } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import type { AccountKitRow } from '../../contracts/accountability.ts';
import { usedUnits } from '../../domain/accountability/unit-count.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { AccountKit } from '../../store/queries/account-kits.ts';
import type { QueryContext } from '../handlers.ts';
import { typeColumn } from '../queries/unveil.ts';
import { kitUnits } from './kit-units.ts';

export const timeAt = (at: Instant | null, offset: number | null): string | null =>
  at === null ? null : localText(at, offset ?? 0);

/** What is known of a dispensed kit in units: nothing before it is dispensed. */
export function unitsOfRow(
  kit: AccountKit,
  unitsOf: (kit: AccountKit) => number | null,
): Pick<AccountKitRow, 'dispensed' | 'returned' | 'lost' | 'used'> {
  const dispensed = kit.dispensedAt === null ? null : unitsOf(kit);
  const { returned, lost } = kit;
  const used =
    dispensed === null || returned === null || lost === null
      ? null
      : usedUnits({ dispensed, returned, lost });
  return { dispensed, returned, lost, used };
}

/** Makes rows from an allow-list of fields; types only for a session that holds the key. */
export function kitAccountRow(context: QueryContext): (kit: AccountKit) => AccountKitRow {
  const { db, sealer } = context;
  const unitsOf = kitUnits(context);
  const types = sealer === null ? null : typeColumn(db, sealer);
  const { kitTypes } = currentDefinition(db).definition;
  return (kit) => ({
    number: kit.number,
    status: kit.state,
    place: kit.placeCode,
    lot: kit.lot,
    subject: kit.subject,
    visit: kit.visit,
    dispensedAt: timeAt(kit.dispensedAt, kit.dispensedOffset),
    ...unitsOfRow(kit, unitsOf),
    returnedAt: timeAt(kit.returnedAt, kit.returnedOffset),
    countedBy: kit.countedBy,
    corrections: kit.corrections ?? 0,
    second: kit.second,
    secondBy: kit.secondBy,
    destruction: kit.destruction,
    kitType: types === null ? null : (kitTypes[types[kit.id] as number]?.id ?? null),
  });
}
