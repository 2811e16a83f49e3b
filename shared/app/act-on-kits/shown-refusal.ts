import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { assignmentsShowing } from '../../store/queries/backup-facts.ts';
import type { KitFacts } from '../../store/queries/kit-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { firstOf } from '../named-kits.ts';

/** Why kits in quarantine never become stock again: an envelope showed them to somebody (`kit-was-shown`); or null. */
export function shownRefusal(db: SqlDatabase, kits: readonly KitFacts[]): Refusal | null {
  const shown = kits.filter(({ wasShown }) => wasShown === 1);
  if (shown.length === 0) return null;
  return refusal(
    'kit-was-shown',
    `${shown.length} of ${kits.length} kits were shown in envelopes of backup randomization; nothing was recorded.`,
    'Leave them out; send them back to a depot, or set them aside for destruction.',
    firstOf(shown.map(({ number }) => `${number}: ${shownInWords(db, number)}`)),
  );
}

function shownInWords(db: SqlDatabase, number: string): string {
  const [first] = assignmentsShowing(db, number);
  if (first === undefined) return 'its envelope was released by telephone.';
  const { envelope, pack, subject } = first.facts;
  return `envelope ${envelope} of ${pack} showed it for subject ${subject}.`;
}
