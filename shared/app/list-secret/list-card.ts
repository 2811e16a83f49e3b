import type { ListCard } from '../../contracts/randomization.ts';
import { listInUse } from '../../store/queries/allocation-facts.ts';
import { cohortOfList } from '../../store/queries/cohort-facts.ts';
import { listSignatures, listTotals, waitingExtension } from '../../store/queries/list-facts.ts';
import type {
  ExtensionFacts,
  ListFacts,
  ListSignatureFacts,
} from '../../store/queries/list-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** Whether the next subject is randomized by it: of the locked lists that are no reserve, the one made first. */
function isInUse(db: SqlDatabase, list: ListFacts, cohort: string | null): boolean {
  if (list.status !== 'locked' || list.purpose === 'reserve') return false;
  const current = listInUse(db, cohort);
  return current === undefined || list.id <= current.id;
}

/** What everybody may see of a list. */
export function listCard(db: SqlDatabase, list: ListFacts): ListCard {
  const signatures = listSignatures(db, list.id);
  const cohort = cohortOfList(db, list.id);
  const extension = waitingExtension(db, list.id);
  return {
    list: list.code,
    status: list.status,
    procedure: list.procedure,
    ...listTotals(db, list.id),
    generatedAt: list.generatedAt,
    signatures: signatures.filter(({ digest }) => digest !== extension?.digest).map(shown),
    digest: list.digest,
    merkleRoot: list.merkleRoot,
    ...(list.kind === 'live' ? ({ live: true } as const) : {}),
    ...(list.purpose === 'reserve' ? ({ reserve: true } as const) : {}),
    ...(isInUse(db, list, cohort ?? null) ? ({ inUse: true } as const) : {}),
    ...(list.fallback === null ? {} : { fallback: list.fallback }),
    ...(cohort === undefined ? {} : { cohort }),
    ...(extension === undefined ? {} : { extension: extensionCard(extension, signatures) }),
  };
}

export const extensionCard = (
  { slots, digest }: Pick<ExtensionFacts, 'slots' | 'digest'>,
  signatures: readonly ListSignatureFacts[],
): NonNullable<ListCard['extension']> => ({
  slots,
  digest,
  signatures: signatures.filter((signature) => signature.digest === digest).map(shown),
});

const shown = ({ printedName, meaning, at }: ListSignatureFacts) => ({ printedName, meaning, at });
