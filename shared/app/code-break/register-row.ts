import type { CodeBreakRow } from '../../contracts/code-break.ts';
import { stateOfBreak } from '../../domain/code-break/code-break.ts';
import type { CodeBreakRecord } from '../../store/queries/code-break-rows.ts';

/** A row of the register, from an allow-list of fields; the tables behind it hold no treatment either. */
export function codeBreakRow(record: CodeBreakRecord): CodeBreakRow {
  const isAssessed = record.assessedAt !== null;
  return {
    code: record.code,
    kind: record.kind,
    state: stateOfBreak({ kind: record.kind, reason: record.reason, isAssessed }),
    subject: record.subject,
    site: record.site,
    at: record.at,
    offsetMinutes: record.offsetMinutes,
    shownTo: record.printedName,
    role: record.role,
    askedBy:
      record.askedBy === null
        ? null
        : (JSON.parse(record.askedBy) as NonNullable<CodeBreakRow['askedBy']>),
    tell: JSON.parse(record.tell) as string[],
    reason: record.reason,
    reasonBy: record.reasonBy,
    reasonAt: record.reasonAt,
    reasonDue: record.reasonDue,
    assessmentDue: record.assessmentDue,
    assessment: assessmentOf(record),
    ...backupOf(record),
    ...(record.recordedFor === null ? {} : { recordedFor: record.recordedFor }),
  };
}

const backupOf = ({ pack, envelope, kit }: CodeBreakRecord): Pick<CodeBreakRow, 'backup'> =>
  pack === null || envelope === null ? {} : { backup: { pack, envelope, kit } };

function assessmentOf(record: CodeBreakRecord): CodeBreakRow['assessment'] {
  const { laterKits, participation, expectedness, assessment, assessedBy, assessedAt } = record;
  if (
    laterKits === null ||
    participation === null ||
    expectedness === null ||
    assessment === null ||
    assessedBy === null ||
    assessedAt === null
  ) {
    return null;
  }
  return {
    laterKits,
    participation,
    sponsorToldAt: record.sponsorToldAt,
    expectedness,
    text: assessment,
    by: assessedBy,
    at: assessedAt,
  };
}
