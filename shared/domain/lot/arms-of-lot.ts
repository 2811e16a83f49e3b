import type { StudyDefinition } from '../study/study-definition.ts';

/**
 * Names of the arms that no kit of a lot is for, when only some arms are served: then the lot number on a kit tells
 * something of the arm. Empty for lots that serve every arm, lots without kits, and open-label studies.
 */
export function armsLeftOut(
  definition: Pick<StudyDefinition, 'arms' | 'blinding' | 'kitTypes' | 'visitKits'>,
  hasType: (index: number) => boolean,
): readonly string[] {
  if (definition.blinding === 'open-label') return [];
  const inLot = new Set(
    definition.kitTypes.filter((_, index) => hasType(index)).map(({ id }) => id),
  );
  if (inLot.size === 0) return [];
  const isServed = (arm: StudyDefinition['arms'][number]): boolean =>
    definition.visitKits.some(
      (row) => row.arm === arm.id && row.kits.some(({ kitType }) => inLot.has(kitType)),
    );
  return definition.arms.filter((arm) => !isServed(arm)).map(({ name }) => name);
}
