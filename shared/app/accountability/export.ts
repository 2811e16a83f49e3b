import type { Cell } from '../../base/csv.ts';
import type { AccountKitRow } from '../../contracts/accountability.ts';
import { drugAccountHeader } from '../../domain/accountability/drug-accountability.ts';
import type { Account } from '../../domain/accountability/account.ts';
import { dispensedKits } from '../../store/queries/account-kits.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { accountSubjects } from '../../store/queries/account-subjects.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { fileName, tableFile } from '../queries/table-file.ts';
import { drugAccountsTable } from './drug-accounts.ts';
import { kitAccountRow } from './kit-account-row.ts';
import { placeAccountRows, studyAccounts } from './places.ts';
import { subjectAccounts } from './subjects.ts';

interface Table {
  readonly content: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The rows tell types: the file's name says so. */
  readonly tellsTypes: boolean;
}

/**
 * Rows of kits leave as everybody may have them: beside the subject, a type, or a size or a unit that only one type
 * has, is the map of kits, and that leaves under custody only.
 */
const withoutKey = (context: QueryContext): QueryContext => ({ ...context, sealer: null });

const daTable = (context: QueryContext): Table => ({
  content: 'DA',
  header: drugAccountHeader,
  rows: drugAccountsTable(withoutKey(context)),
  tellsTypes: false,
});

const kitHeader = [
  'Kit number',
  'Status',
  'Place',
  'Lot',
  'Subject',
  'Visit',
  'Dispensed at',
  'Units dispensed',
  'Units returned',
  'Units lost',
  'Units used',
  'Returned at',
  'Counted by',
  'Corrections',
  'Second count',
  'Second count by',
  'Destruction',
];

const kitCells = (row: AccountKitRow): readonly Cell[] => [
  row.number,
  row.status,
  row.place,
  row.lot,
  row.subject,
  row.visit,
  row.dispensedAt,
  row.dispensed,
  row.returned,
  row.lost,
  row.used,
  row.returnedAt,
  row.countedBy,
  row.corrections,
  row.second,
  row.secondBy,
  row.destruction,
];

const kitsTable = (context: QueryContext): Table => ({
  content: 'accountability kits',
  header: kitHeader,
  rows: dispensedKits(context.db, placeScope(context).visible)
    .map(kitAccountRow(withoutKey(context)))
    .map(kitCells),
  tellsTypes: false,
});

function subjectsTable(context: QueryContext): Table {
  const sites = placeScope(context).visible;
  const everybody = { sites, search: null, offset: 0, limit: -1 };
  const rows = subjectAccounts(context, accountSubjects(context.db, everybody).subjects);
  return {
    content: 'accountability subjects',
    header: [
      'Subject',
      'Site',
      'Status',
      'Kits',
      'Kits returned',
      'Kits awaited',
      'Units dispensed',
      'Units returned',
      'Units lost',
      'Units used',
      'Counts open',
    ],
    rows: rows.map((row) => [
      row.subject,
      row.site,
      row.status,
      row.kits,
      row.kitsReturned,
      row.kitsAwaited,
      row.dispensed,
      row.returned,
      row.lost,
      row.used,
      row.countsOpen,
    ]),
    tellsTypes: false,
  };
}

const accountCells = (account: Account | null): readonly Cell[] =>
  account === null
    ? [null, null, null, null, null, null]
    : [
        account.received,
        account.onHand,
        account.dispensed,
        account.returnedOut,
        account.lost,
        account.destroyed,
      ];

const accountHeader = (what: string): readonly string[] =>
  ['received', 'on hand', 'dispensed', 'sent on', 'lost', 'destroyed'].map(
    (line) => `${what} ${line}`,
  );

function placesTable(context: QueryContext): Table {
  const accounts = studyAccounts(context);
  const rows = placeAccountRows(context, accounts);
  return {
    content: 'accountability places',
    header: [
      'Place',
      'Name',
      'Kind',
      ...accountHeader('Kits'),
      ...accountHeader('Units'),
      'Balanced',
      'To reconcile',
      'Open discrepancies',
      'Signed until',
    ],
    rows: rows.map((row) => [
      row.place,
      row.name,
      row.kind,
      ...accountCells(row.kits),
      ...accountCells(row.units),
      row.imbalances.length === 0 ? 'yes' : 'no',
      row.toReconcile,
      row.openDiscrepancies,
      row.signedUntil,
    ]),
    // Sums of units of different types tell how many kits of each there are.
    tellsTypes: context.sealer !== null && accounts.unitsHidden === null,
  };
}

const tables = {
  da: daTable,
  kits: kitsTable,
  subjects: subjectsTable,
  places: placesTable,
} as const;

export const accountabilityExport: QueryHandler<'accountability.export'> = async (
  context,
  input,
) => {
  const { content, header, rows, tellsTypes } = tables[input.table](context);
  const protocol = currentDefinition(context.db).definition.protocol.number;
  const name = fileName({ protocol, content, unblinded: tellsTypes }, context.now);
  return tableFile(
    context.ports.printer,
    { name, header, length: rows.length, rows },
    input.format,
  );
};
