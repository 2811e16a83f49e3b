import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { commonUnits } from '../../domain/accountability/visit-units.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { QueryContext } from '../handlers.ts';
import { typeColumn } from '../queries/unveil.ts';

/** A kit whose units are asked for; `clearUnits` are those that its dispensing says in clear. */
interface Asked {
  readonly id: number;
  readonly clearUnits: number | null;
}

/**
 * Units in a whole kit, or null where the person may not know: a size can tell the type. It is known when the
 * dispensing says it in clear, when all types hold the same, or to a session with the key.
 */
export function kitUnits(
  context: Pick<QueryContext, 'db' | 'sealer'>,
): (kit: Asked) => number | null {
  const byId = wholeUnits(context);
  return ({ id, clearUnits }) => clearUnits ?? (byId === null ? null : byId(id));
}

/** Units in any whole kit by its id, or null for a session that may not know them all. */
export function wholeUnits({
  db,
  sealer,
}: Pick<QueryContext, 'db' | 'sealer'>): ((kit: number) => number) | null {
  const { definition } = currentDefinition(db);
  const common = commonUnits(definition);
  if (common !== null) return () => common;
  if (sealer === null) return null;
  const types = typeColumn(db, sealer);
  const counts = definition.kitTypes.map(({ unitCount }) => unitCount);
  return (kit) => counts[types[kit] as number] as number;
}

/** What a unit of a kit is called; the word can tell a type as well. */
export function unitNameOf(
  { db, sealer }: Pick<QueryContext, 'db' | 'sealer'>,
  definition: StudyDefinition,
  fallback: string,
): (kit: number) => string {
  if (sealer === null) return () => fallback;
  const types = typeColumn(db, sealer);
  return (kit) => definition.kitTypes[types[kit] as number]?.unitName ?? fallback;
}

/** Kits of a visit whose sizes differ between arms are counted by people who hold the key. */
export const unitsNeedKey = (numbers: readonly string[]): Refusal =>
  refusal(
    'units-need-key',
    `The units of ${numbers.join(', ')} may not be shown to you: kits of different types hold different numbers of units.`,
    'Have them counted by an unblinded pharmacist.',
  );
