import type { Task } from '../../../contracts/trail.ts';
import { campaignCard, campaignPlaces, openPoints } from '../../campaigns/campaign-view.ts';
import { foreignPlace } from '../../actor-place.ts';
import { allCampaigns } from '../../../store/queries/campaign-facts.ts';
import type { CampaignRecord } from '../../../store/queries/campaign-facts.ts';
import type { TaskContext, TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

const openOnes = ({ db }: TaskContext): readonly CampaignRecord[] =>
  allCampaigns(db).filter(({ status }) => status === 'open');

const target = (code: string): Task['target'] => ({ screen: 'stock', id: `campaigns/${code}` });

/** Kits that wait for the scan of their new label, place by place; most of them first. */
export const relabelTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'depot-operator', 'site-user'],
  find(context) {
    const waiting = openOnes(context).flatMap((campaign) =>
      campaignPlaces(context.db, campaign, context.scope)
        .filter(({ approved, waiting: kits, inTransit }) => approved && kits > inTransit)
        .filter(({ place }) => foreignPlace(context.actor, place) === null)
        .map(({ place, waiting: kits, inTransit }) => ({
          code: campaign.code,
          place,
          kits: kits - inTransit,
          isBlocked: campaign.untilScanned === 'blocked',
        })),
    );
    return atMost(
      waiting
        .toSorted((a, b) => b.kits - a.kits)
        .map(({ code, place, kits, isBlocked }) => ({
          kind: 'expiring',
          urgency: isBlocked ? 'now' : 'soon',
          title: `Relabel and scan ${plural(kits, 'kit')} at ${place}`,
          detail: isBlocked
            ? `Extension ${code}: they are kept from use until they are scanned.`
            : `Extension ${code}: their old date holds until they are scanned.`,
          target: target(code),
        })),
      (hidden) => ({
        title: `Kits to relabel at ${plural(hidden, 'more place')}`,
        detail: 'The Stock screen shows every extension with its places.',
        target: { screen: 'stock', id: 'campaigns' },
      }),
    );
  },
};

/** Extensions that nothing keeps from their sign-off. */
export const signOffTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'qa'],
  find: (context) =>
    openOnes(context).flatMap((campaign) => {
      const card = campaignCard(context.db, campaign, context.scope);
      const places = campaignPlaces(context.db, campaign, context.scope);
      if (openPoints(card, places).length > 0) return [];
      return [
        {
          kind: 'sign',
          urgency: 'soon',
          title: `Sign off extension ${campaign.code}`,
          detail: `${plural(card.confirmed, 'kit')} confirmed; ${card.awaitingApproval} keep their old date.`,
          target: target(campaign.code),
        },
      ];
    }),
};
