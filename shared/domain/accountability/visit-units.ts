import type { StudyDefinition } from '../study/study-definition.ts';

/** Units of each kit that an arm gets at a visit, in the order of the definition. */
export function unitsAtVisit(
  definition: StudyDefinition,
  visit: string,
  arm: string,
): readonly number[] {
  const units = new Map(definition.kitTypes.map(({ id, unitCount }) => [id as string, unitCount]));
  const row = definition.visitKits.find((kits) => kits.visit === visit && kits.arm === arm);
  return (row?.kits ?? []).flatMap(({ kitType, count }) =>
    Array.from({ length: count }, () => units.get(kitType) ?? 0),
  );
}

/**
 * Whether the units of kits dispensed at a visit say nothing of the arm: every arm gets kits of the same sizes.
 * Only then may they stand in clear.
 */
export function areUnitsBlind(definition: StudyDefinition, visit: string): boolean {
  const sizes = definition.arms.map(({ id }) =>
    [...unitsAtVisit(definition, visit, id)].sort((a, b) => a - b).join(),
  );
  return sizes.every((text) => text === sizes[0]);
}

/** Units in one kit when all kit types hold the same, else null. */
export function commonUnits(definition: StudyDefinition): number | null {
  const [first, ...rest] = definition.kitTypes.map(({ unitCount }) => unitCount);
  return first !== undefined && rest.every((units) => units === first) ? first : null;
}

/** The one name that all kit types have for a unit, else `unit`. */
export function commonUnitName(definition: StudyDefinition): string {
  const [first, ...rest] = definition.kitTypes.map(({ unitName }) => unitName);
  return first !== undefined && rest.every((name) => name === first) ? first : 'unit';
}
