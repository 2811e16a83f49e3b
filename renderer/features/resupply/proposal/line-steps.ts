import type { TFunction } from 'i18next';
import type { ResupplyLine, SiteProposal } from '../../../../shared/contracts/resupply-proposal.ts';
import { dayText } from '../../../components/format.ts';

/** One step of the arithmetic: what it is, its number, and what it says of it. */
export interface LineStep {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

type T = TFunction;

const kits = (milli: number): string => (milli / 1000).toFixed(milli % 1000 === 0 ? 0 : 2);

function stockSteps({ stock, countsFromExpiry, arithmetic }: ResupplyLine, t: T): LineStep[] {
  const from = countsFromExpiry === undefined ? '' : dayText(countsFromExpiry);
  const { notCounted = 0 } = stock;
  return [
    {
      label: t('resupply.step.onHand'),
      value: String(stock.onHand),
      note: from === '' ? '' : t('resupply.step.onHandNote', { from }),
    },
    {
      label: t('resupply.step.notCounted'),
      value: String(notCounted),
      note: notCounted === 0 ? '' : t('resupply.step.notCountedNote', { from }),
    },
    { label: t('resupply.step.inTransit'), value: `+ ${stock.inTransit}`, note: '' },
    { label: t('resupply.step.requested'), value: `+ ${stock.requested}`, note: '' },
    { label: t('resupply.step.available'), value: `= ${arithmetic.available}`, note: '' },
  ];
}

function levelSteps(
  { rule, demand, arithmetic }: ResupplyLine,
  site: SiteProposal,
  t: T,
): LineStep[] {
  const { levels } = rule;
  const origin = t(`resupply.origin.${rule.origin}`);
  const note = (days: number, milli: number, buffer: number): string =>
    t('resupply.step.predicted', { days, demand: kits(milli), buffer, origin });
  const isFixed = levels.kind === 'min-max';
  const hit = t(arithmetic.isTriggered ? 'resupply.step.reached' : 'resupply.step.notReached');
  const pooled = site.rule.pooling === 'all-types' ? t('resupply.step.pooled') : '';
  return [
    {
      label: t(`resupply.step.trigger.${site.rule.triggersAt}`),
      value: String(arithmetic.trigger),
      note: [
        isFixed
          ? t('resupply.step.fixed', { origin })
          : note(levels.triggerDays, demand.triggerMilli, levels.buffer),
        hit,
        pooled,
      ]
        .filter(Boolean)
        .join(' '),
    },
    {
      label: t('resupply.step.upTo'),
      value: String(arithmetic.orderUpTo),
      note: isFixed
        ? t('resupply.step.fixed', { origin })
        : note(levels.resupplyDays, demand.resupplyMilli, levels.buffer),
    },
  ];
}

function orderSteps({ rule, arithmetic }: ResupplyLine, t: T): LineStep[] {
  return [
    {
      label: t('resupply.step.wanted'),
      value: `= ${arithmetic.wanted}`,
      note: t(`resupply.reason.${arithmetic.reason}`),
    },
    {
      label: t('resupply.step.packs'),
      value: String(arithmetic.ordered),
      note: t(`resupply.step.packsNote.${rule.packRounding}`, {
        packs: arithmetic.packs,
        size: rule.packSize,
      }),
    },
  ];
}

function shareSteps(line: ResupplyLine, site: SiteProposal, t: T): LineStep[] {
  const { share } = line;
  if (share === undefined) return [];
  const { sendsFromExpiry = null } = site;
  const from = sendsFromExpiry === null ? '–' : dayText(sendsFromExpiry);
  return [
    {
      label: t('resupply.step.depot', { depot: line.depot }),
      value: String(share.usable),
      note: t('resupply.step.depotNote', { from }),
    },
    {
      label: t('resupply.step.share'),
      value: `= ${line.granted}`,
      note:
        share.turn === 0
          ? t('resupply.step.asksNothing')
          : t('resupply.step.shareNote', { ...share }),
    },
  ];
}

/** How a line came to its quantity, in the order in which the rule goes. */
export const lineSteps = (line: ResupplyLine, site: SiteProposal, t: T): readonly LineStep[] => [
  ...stockSteps(line, t),
  ...levelSteps(line, site, t),
  ...orderSteps(line, t),
  ...shareSteps(line, site, t),
];
