import type { Cell } from '../../base/csv.ts';
import { ok } from '../../base/result.ts';
import type { Opening } from '../../contracts/custody.ts';
import { custodySettings } from '../../domain/study/emergency-settings.ts';
import { countOpenings, openings } from '../../store/queries/custody-rows.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { QueryHandler } from '../handlers.ts';
import { fileName, tableFile } from '../queries/table-file.ts';
import { openingViews } from './opening-view.ts';

export const custodyPage: QueryHandler<'custody.page'> = (context, input) => {
  const filter = {
    part: input.part ?? null,
    use: input.use ?? null,
    list: input.list ?? null,
    user: input.mine === true ? context.actor.user : null,
  };
  return ok({
    total: countOpenings(context.db, filter),
    rows: [...openingViews(context, openings(context.db, filter, input))],
    openForMinutes: custodySettings(currentDefinition(context.db).definition).openForMinutes,
  });
};

const header = [
  'Opening',
  'What',
  'List',
  'Use',
  'State',
  'Requested by',
  'Requested at (UTC)',
  'Reason',
  'Answered by',
  'Answered at (UTC)',
  'Open until (UTC)',
  'Closed at (UTC)',
  'Look by',
  'Look at (UTC)',
  'Seen',
  'Rows',
];

/** One row a look; an opening without any has one row as well. */
const rowsOf = (opening: Opening): readonly (readonly Cell[])[] => {
  const start = [
    opening.code,
    opening.part,
    opening.list,
    opening.use,
    opening.state,
    opening.requestedBy,
    opening.requestedAt,
    opening.reason,
    opening.answeredBy,
    opening.answeredAt,
    opening.until,
    opening.closedAt,
  ];
  if (opening.looks.length === 0) return [[...start, null, null, null, null]];
  return opening.looks.map(({ by, at, what, rows }) => [...start, by, at, what, rows]);
};

export const exportCustody: QueryHandler<'custody.export'> = (context, { format }) => {
  const everything = { part: null, use: null, list: null, user: null };
  const all = openings(context.db, everything, { offset: 0, limit: -1 });
  const rows = openingViews(context, all).flatMap(rowsOf);
  const protocol = currentDefinition(context.db).definition.protocol.number;
  const name = fileName({ protocol, content: 'custody', unblinded: false }, context.now);
  return tableFile(context.ports.printer, { name, header, length: rows.length, rows }, format);
};
