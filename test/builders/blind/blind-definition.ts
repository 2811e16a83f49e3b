import { smallStudyText } from '../small-study.ts';
import type { Arms } from './arms.ts';

/** The small study with arms in this order. */
export const blindDefinition = (arms: Arms): string =>
  smallStudyText({ arms: arms.map((id) => [id, 1] as const) });
