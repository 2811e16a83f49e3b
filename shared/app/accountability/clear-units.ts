import { areUnitsBlind } from '../../domain/accountability/visit-units.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { kitOnShelf } from '../../store/queries/kit-on-shelf.ts';
import type { QueryContext } from '../handlers.ts';
import { kitTypeOf } from '../queries/unveil.ts';

/**
 * Units of kits dispensed at a visit, for the record in clear, so that blinded people can count what comes back.
 * Nothing where the sizes would tell the arm.
 */
export function clearUnits(
  { db, sealer }: Pick<QueryContext, 'db' | 'sealer'>,
  definition: StudyDefinition,
  visit: string,
  numbers: readonly string[],
): { readonly units?: readonly number[] } {
  if (!areUnitsBlind(definition, visit)) return {};
  const sizes = new Map(definition.kitTypes.map(({ id, unitCount }) => [id as string, unitCount]));
  const units = numbers.map((number) => {
    const kit = kitOnShelf(db, number);
    return kit === undefined ? undefined : sizes.get(kitTypeOf(db, sealer, kit) ?? '');
  });
  return units.every((count) => count !== undefined) ? { units } : {};
}
