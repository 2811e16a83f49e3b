import { dateInWords, parseIsoDate } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { extendableStates } from '../../domain/lot/campaign.ts';
import { campaignByCode } from '../../store/queries/campaign-facts.ts';
import { countKits } from '../../store/queries/kit-counts.ts';
import { datingsOfLot, lotsOfGroup } from '../../store/queries/lot-facts.ts';
import type { LotRecord } from '../../store/queries/lot-facts.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { lotsNamed } from '../lots/lots-named.ts';
import { signedBody } from '../signed-body.ts';

type Input = ParsedInputOf<'campaigns.start'>;

/** Takes in every kit of the lots that may yet be given to somebody. Nothing changes before a country approves. */
export const startCampaign: CommandHandler<'campaigns.start'> = (context, input) => {
  const { db } = context;
  if (campaignByCode(db, input.campaign) !== undefined) {
    return err(isTaken(input.campaign));
  }
  const expiry = parseIsoDate(input.expiry);
  if (!expiry.ok) return expiry;
  const lots = lotsAsked(context, input);
  if (!lots.ok) return lots;
  const wrong = lots.value.flatMap((lot) => problemsOf(context, lot, expiry.value));
  if (wrong.length > 0) {
    return err(
      refusal(
        'lots-not-extendable',
        `${wrong.length} of ${lots.value.length} lots cannot be extended to ${dateInWords(expiry.value)}.`,
        'Leave these lots out, or correct the date.',
        wrong,
      ),
    );
  }
  const kits = lots.value.reduce((sum, { id }) => sum + extendable(context, id), 0);
  const codes = lots.value.map(({ code }) => code).sort();
  const body = {
    campaign: input.campaign,
    lots: codes,
    expiry: expiry.value,
    untilScanned: input.untilScanned,
    basis: input.basis,
    kits,
  };
  const signature = signedBody(context, body);
  return ok({
    events: [{ event: { kind: 'campaign-started', body }, reason: input.reason, signature }],
    value: { campaign: input.campaign, lots: codes, kits },
  });
};

const isTaken = (campaign: string): Refusal =>
  refusal(
    'campaign-exists',
    `There is a campaign ${campaign} already.`,
    'Give the new one another name.',
  );

const extendable = ({ db }: CommandContext, lot: number): number =>
  countKits(db, { places: null, lot, states: extendableStates });

function lotsAsked(
  { db }: CommandContext,
  { lots, labelGroup }: Input,
): Result<readonly LotRecord[], Refusal> {
  const grouped = labelGroup === undefined ? [] : lotsOfGroup(db, labelGroup);
  if (labelGroup !== undefined && grouped.length === 0) {
    return err(
      refusal(
        'label-group-unknown',
        `No lot is in label group ${labelGroup}.`,
        'Choose lots, or a label group that has some.',
      ),
    );
  }
  const codes = [...new Set([...lots, ...grouped])];
  if (codes.length > 0) return lotsNamed(db, codes);
  return err(
    refusal('campaign-without-lots', 'The campaign names no lot.', 'Choose lots or a label group.'),
  );
}

function problemsOf(context: CommandContext, lot: LotRecord, expiry: IsoDate): readonly string[] {
  if (lot.status === 'rejected') return [`${lot.code} is rejected.`];
  if (lot.campaign !== null) {
    return [`${lot.code} is in campaign ${lot.campaign}; sign that off first.`];
  }
  if (extendable(context, lot.id) === 0) {
    return [`${lot.code} has no kit left that could be given to somebody.`];
  }
  const last = datingsOfLot(context.db, lot.id, null).at(-1)?.expiry ?? lot.expiry;
  return expiry > last
    ? []
    : [`${lot.code} expires on ${dateInWords(last)}; an extension must end later.`];
}
