import { refusal } from '../base/refusal.ts';
import type { Refusal } from '../base/refusal.ts';

/** What a signature means is part of the procedure: nobody signs for something else, or for nothing. */
export const otherMeaning = (given: string, declared: string): Refusal =>
  refusal(
    'signature-meaning',
    `A signature here means "${declared}", not "${given}".`,
    `Sign with the meaning "${declared}".`,
  );
