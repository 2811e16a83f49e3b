import type { Cell } from '../../base/csv.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ResupplyAdjustment, SiteProposal } from '../../contracts/resupply-proposal.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { pendingProposal } from '../../store/queries/resupply-facts.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { fileName, tableFile } from '../queries/table-file.ts';
import { requireSealer } from '../require-sealer.ts';
import { recordedRun } from './past-runs.ts';
import { proposedSites } from './proposals.ts';

const header = [
  'Site',
  'Depot',
  'Kit type',
  'Start',
  'On hand',
  'In transit',
  'Requested',
  'Not counted',
  'Demand in trigger window',
  'Demand in resupply window',
  'Available',
  'Trigger',
  'Order up to',
  'Triggered',
  'Wanted',
  'Pack size',
  'Ordered',
  'Because',
  'Usable at depot',
  'Turn',
  'Granted',
  'Sent',
  'Adjusted because',
  'Leaves',
  'Arrives',
];

interface Lines {
  readonly name: string;
  readonly sites: readonly SiteProposal[];
  readonly adjustments: readonly ResupplyAdjustment[];
}

function linesOf(context: QueryContext, run: string | undefined): Result<Lines, Refusal> {
  if (run !== undefined) {
    const found = recordedRun(context.db, requireSealer(context), run);
    return found.ok ? ok({ name: run, ...found.value }) : found;
  }
  const pending = pendingProposal(context.db);
  if (pending === null) {
    return err(
      refusal('resupply-nothing-pending', 'No proposal waits for sign-off.', 'Prepare one first.'),
    );
  }
  return ok({ name: pending.code, sites: proposedSites(context, pending), adjustments: [] });
}

const rowsOf = ({ sites, adjustments }: Lines): readonly (readonly Cell[])[] =>
  sites.flatMap((site) =>
    site.lines.map((line) => {
      const { stock, demand, arithmetic, share, rule } = line;
      const other = adjustments.find(
        (one) => one.site === site.site && one.kitType === line.kitType,
      );
      return [
        site.site,
        line.depot,
        line.kitType,
        site.start,
        stock.onHand,
        stock.inTransit,
        stock.requested,
        stock.notCounted ?? '',
        demand.triggerMilli / 1000,
        demand.resupplyMilli / 1000,
        arithmetic.available,
        arithmetic.trigger,
        arithmetic.orderUpTo,
        arithmetic.isTriggered ? 'yes' : 'no',
        arithmetic.wanted,
        rule.packSize,
        arithmetic.ordered,
        arithmetic.reason,
        share?.usable ?? '',
        share?.turn ?? '',
        line.granted,
        other?.count ?? line.granted,
        other?.because ?? '',
        site.dispatch ?? '',
        site.arrival ?? '',
      ];
    }),
  );

export const exportResupply: QueryHandler<'resupply.export'> = async (context, input) => {
  const lines = linesOf(context, input.run);
  if (!lines.ok) return lines;
  const rows = rowsOf(lines.value);
  const protocol = currentDefinition(context.db).definition.protocol.number;
  const content = `resupply ${lines.value.name}`;
  return tableFile(
    context.ports.printer,
    {
      name: fileName({ protocol, content, unblinded: true }, context.now),
      header,
      length: rows.length,
      rows,
    },
    input.format,
  );
};
