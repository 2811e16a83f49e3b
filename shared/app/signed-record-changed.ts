import { refusal } from '../base/refusal.ts';

/** Somebody saw another record than the one that a signature would be bound to. */
export const signedRecordChanged = refusal(
  'signed-record-changed',
  'What would be signed is not what was shown: it changed in the meantime.',
  'Look at it as it is now, then sign again.',
);
