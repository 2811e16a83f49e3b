import { ok } from '../../base/result.ts';
import type { AccountFinding } from '../../contracts/accountability.ts';
import { findings } from '../../store/queries/account-findings.ts';
import type { FindingRow } from '../../store/queries/account-findings.ts';
import { discrepancies } from '../../store/queries/account-papers.ts';
import type { DiscrepancyRecord } from '../../store/queries/account-papers.ts';
import type { QueryHandler } from '../handlers.ts';
import { placeScope, placesNamed } from '../queries/scope.ts';

const words: Readonly<Record<FindingRow['kind'], (row: FindingRow) => string>> = {
  'return-awaited': ({ subject }) => `Subject ${subject} has not brought it back.`,
  'second-count': ({ first }) => `Counted once only: ${first} units.`,
  'counts-differ': ({ first, second }) => `Counted ${first} units, then ${second}.`,
  'units-lost': ({ lost, subject }) => `${lost} units reported lost by subject ${subject}.`,
  'kit-missing': () => 'The kit is missing.',
};

const findingRow = (row: FindingRow): AccountFinding => ({
  kind: row.kind,
  place: row.place,
  kit: row.number,
  subject: row.subject,
  words: words[row.kind](row),
  at: row.at,
  discrepancy: row.discrepancy,
});

const discrepancyRow = ({ code, ...row }: DiscrepancyRecord) => ({ discrepancy: code, ...row });

export const accountabilityFindings: QueryHandler<'accountability.findings'> = (context, input) => {
  const places = placesNamed(placeScope(context), input.place);
  const all = findings(context.db, places);
  return ok({
    total: all.length,
    findings: all.slice(0, input.limit).map(findingRow),
    discrepancies: discrepancies(context.db, places).map(discrepancyRow),
  });
};
