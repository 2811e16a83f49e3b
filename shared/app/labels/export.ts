import type { Instant } from '../../base/instant.ts';
import type { Cell } from '../../base/csv.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { countLabelledKits, eachLabelledKit, issuesPage } from '../../store/queries/label-rows.ts';
import type { IssueRecord } from '../../store/queries/label-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { timeAt } from '../accountability/kit-account-row.ts';
import type { QueryHandler } from '../handlers.ts';
import { fileName, tableFile } from '../queries/table-file.ts';
import type { TableFile } from '../queries/table-file.ts';

type Table = Omit<TableFile, 'name'>;

const common = ['Issue', 'Issued at', 'Issued by', 'Template', 'Version'];

const commonCells = (issue: IssueRecord): readonly Cell[] => [
  issue.issue,
  timeAt(issue.at as Instant, issue.offsetMinutes),
  issue.by,
  issue.template,
  issue.version,
];

/** One row an issue, the latest first. */
function issuesTable(issues: readonly IssueRecord[]): Table {
  return {
    header: [
      ...common,
      'For',
      'Shipment',
      'Extension',
      'Kits',
      'Copies',
      'Labels',
      'Labelled before',
      'Reason',
    ],
    length: issues.length,
    rows: issues.map((issue) => [
      ...commonCells(issue),
      issue.kind,
      issue.shipment,
      issue.campaign,
      issue.kits,
      issue.copies,
      issue.labels,
      issue.again,
      issue.reason,
    ]),
  };
}

/** One row a kit and issue, the latest issue first, kits by number. */
function kitsTable(db: SqlDatabase, issues: readonly IssueRecord[]): Table {
  const rows = function* (): Generator<readonly Cell[]> {
    for (const issue of issues) {
      for (const { number, lot, labels } of eachLabelledKit(db, issue.issue)) {
        yield [number, lot, labels, ...commonCells(issue), issue.campaign, issue.reason];
      }
    }
  };
  return {
    header: ['Kit', 'Lot', 'Labels', ...common, 'Extension', 'Reason'],
    length: countLabelledKits(db),
    rows: { [Symbol.iterator]: rows },
  };
}

/** The issued labels as a table: by issue, or kit by kit. Numbers and lots only, as the labels show them. */
export const labelsExport: QueryHandler<'labels.export'> = ({ db, ports, now }, input) => {
  const issues = issuesPage(db, { offset: 0, limit: -1 });
  const protocol = currentDefinition(db).definition.protocol.number;
  const isByKit = input.by === 'kit';
  const content = isByKit ? 'labels by kit' : 'labels';
  const name = fileName({ protocol, content, unblinded: false }, now);
  const table = isByKit ? kitsTable(db, issues) : issuesTable(issues);
  return tableFile(ports.printer, { name, ...table }, input.format);
};
