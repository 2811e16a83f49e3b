import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { ResupplyAdjustment, SiteProposal } from '../../contracts/resupply-proposal.ts';
import { countRuns } from '../../store/queries/resupply-facts.ts';
import type { ProposalRecord } from '../../store/queries/resupply-facts.ts';
import { nextShipmentNumber } from '../../store/queries/shipment-rows.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import type { Decided } from '../record.ts';
import { requireSealer } from '../require-sealer.ts';
import { requestEvent, requestSecret, shipmentCode } from '../shipments/request.ts';
import { adjusted } from './adjust.ts';
import { outdatedBecause } from './outdated.ts';
import { proposedSites, waitingProposal } from './proposals.ts';

interface Sent {
  readonly shipment: string;
  readonly to: string;
  readonly from: string;
  readonly count: number;
  readonly lines: readonly { readonly kitType: string; readonly count: number }[];
}

/** One shipment a site: all its lines come from its depot. */
const shipmentsOf = (sites: readonly SiteProposal[], firstNumber: number): readonly Sent[] =>
  sites
    .flatMap(({ site, lines }) => {
      const sent = lines.filter(({ granted }) => granted > 0);
      const [first] = sent;
      return first === undefined ? [] : [{ site, from: first.depot, sent }];
    })
    .map(({ site, from, sent }, i) => ({
      shipment: shipmentCode(firstNumber + i),
      to: site,
      from,
      count: sent.reduce((total, { granted }) => total + granted, 0),
      lines: sent.map(({ kitType, granted }) => ({ kitType, count: granted })),
    }));

const outdatedRefusal = (proposal: string, because: readonly string[]): Refusal =>
  refusal(
    'resupply-proposal-outdated',
    `Resupply proposal ${proposal} no longer holds with these quantities.`,
    'Prepare it anew, or lower the quantities that the depot lacks, and sign that.',
    because,
  );

/** Signs the waiting proposal: records the run with its numbers sealed, and asks for one shipment a site. */
export const runResupply: CommandHandler<'resupply.run'> = (context, input) => {
  const found = waitingProposal(context.db, input.proposal);
  if (!found.ok) return found;
  const proposed = proposedSites(context, found.value);
  const wanted = adjusted(proposed, input.adjustments);
  if (!wanted.ok) return wanted;
  const sealer = requireSealer(context);
  const outdated = outdatedBecause({ ...context, sealer }, found.value, wanted.value);
  if (outdated.length > 0) return err(outdatedRefusal(found.value.code, outdated));
  const shipments = shipmentsOf(wanted.value, nextShipmentNumber(context.db));
  const run = `RS-${String(countRuns(context.db) + 1).padStart(5, '0')}`;
  const signed = { proposed, adjustments: input.adjustments, shipments };
  return ok({
    events: [
      runEvent(context, found.value, run, signed),
      ...shipments.map(({ shipment, from, to, count, lines }) =>
        requestEvent(
          { shipment, from, to, count, note: `Resupply run ${run}` },
          requestSecret(context.ports.random, lines),
        ),
      ),
    ],
    value: {
      run,
      shipments: shipments.map(({ shipment, to, count }) => ({ shipment, to, count })),
    },
  });
};

interface Signed {
  readonly proposed: readonly SiteProposal[];
  readonly adjustments: readonly ResupplyAdjustment[];
  readonly shipments: readonly Sent[];
}

/** The entry of a run; its signature is bound to the digest of lines and adjustments. */
function runEvent(
  context: CommandContext,
  { code, settingsEntry }: ProposalRecord,
  run: string,
  { proposed, adjustments, shipments }: Signed,
): Decided {
  const secret = { sites: proposed, adjustments } as unknown as Json;
  const digest = toHex(context.ports.sha256(canonicalJson({ proposal: code, signed: secret })));
  const body = {
    run,
    settingsEntry,
    sites: proposed.length,
    shipments: shipments.map(({ shipment }) => shipment),
    proposal: code,
    adjusted: adjustments.length,
  };
  return {
    event: { kind: 'resupply-run', body },
    secret,
    signature: approvedBy(context, digest),
  };
}
