import type { Json } from '../../base/canonical-json.ts';
import type { LiveDraw } from '../../contracts/subjects.ts';
import { DRAW_RANGE } from '../../engine/randomization/live-allocation.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { liveListOf } from '../../store/queries/live-facts.ts';
import type { SubjectRecord } from '../../store/queries/subject-rows.ts';
import type { QueryContext } from '../handlers.ts';
import { decodeDraw } from '../live-scheme/live-record.ts';
import { levelNames, levelsOfKey } from '../live-scheme/subject-levels.ts';
import { openSecret } from '../open-secret.ts';

/** From which balance, with which chances and by which draw a live arm came; nothing without the key. */
export function drawOf(
  { db, sealer }: QueryContext,
  subject: SubjectRecord,
): { readonly draw?: LiveDraw } {
  const list = sealer === null ? undefined : liveListOf(db, subject.id);
  if (sealer === null || list === undefined) return {};
  const { live } = openSecret(db, sealer, subject.entry) as { readonly live: Json };
  const { counts, probabilities, draw } = decodeDraw(live);
  const { definition } = currentDefinition(db);
  const levels = levelsOfKey(list.parts, list.key).map((text, i) => {
    const [factor, level] = levelNames(definition, text);
    return { factor, level, counts: [...(counts[i] ?? [])] };
  });
  const arms = probabilities.map((probability, arm) => ({
    name: definition.arms[arm]?.name ?? '',
    probability,
  }));
  return { draw: { list: list.code, levels, arms, uniform: draw / DRAW_RANGE } };
}
