import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';

/** A pack that was never issued from this study. */
export const unknownPack = (code: string): Refusal =>
  refusal('pack-unknown', `There is no pack ${code}.`, 'Choose a pack of this study.');
