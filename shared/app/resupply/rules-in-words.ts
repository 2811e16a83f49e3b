import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { LeakScenarioProblem } from '../../engine/supply/blind-leak/leak-scenario.ts';

const words: Readonly<Record<LeakScenarioProblem, readonly [message: string, next: string]>> = {
  'not-whole': ['A level is not a whole number of kits or days.', 'Use whole numbers from 0.'],
  'ceiling-below-trigger': [
    'The ceiling is below the trigger: an order would not lift stock above it.',
    'Raise the ceiling or lower the trigger.',
  ],
  'window-shorter-than-trigger': [
    'The resupply window is shorter than the trigger window.',
    'Make the resupply window at least as long.',
  ],
  'pack-never-fits': [
    'A pack is larger than what is missing between trigger and ceiling, so nothing would ever be sent.',
    'Raise the ceiling, use smaller packs, or round up.',
  ],
  'no-subjects': ['Fewer than two subjects have no pairs.', 'Check at least 2 subjects.'],
  'one-arm': ['With one arm there is nothing to infer.', 'Give at least 2 arms.'],
  'schedule-incomplete': [
    'Every visit needs kits for every arm, and every kit type needs levels.',
    'Give one entry an arm at each visit, and one in types for all kit types or one each.',
  ],
  'days-invalid': [
    'The visits do not start on day 0 or do not rise.',
    'Order the visits by day, the first on day 0.',
  ],
  'too-large': [
    'The site is watched for longer than the check goes.',
    'Check fewer subjects, or fewer days between them.',
  ],
};

/** Why settings or a scenario cannot stand, for a person. */
export const rulesInWords = (problem: LeakScenarioProblem): Refusal =>
  refusal(problem, ...words[problem]);
