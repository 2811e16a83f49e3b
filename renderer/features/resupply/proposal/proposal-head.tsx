import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countText, dayText } from '../../../components/format.ts';
import { InstantText } from '../../../components/instant-text.tsx';
import classes from '../resupply.module.css';
import type { totalsOf } from './sent-line.ts';
import type { Proposal } from './waiting-proposal.tsx';

interface Properties {
  readonly proposal: Proposal;
  readonly totals: ReturnType<typeof totalsOf>;
  readonly actions: ReactNode;
}

/** What the proposal comes to, who made it when, and why it may no longer hold. */
export function ProposalHead({ proposal, totals, actions }: Properties) {
  const { t } = useTranslation();
  const { at, offsetMinutes, by, day, scheduled, outdated } = proposal;
  const figures: readonly (readonly [string, ReactNode])[] = [
    [t('resupply.figure.shipments'), countText(totals.shipments)],
    [t('resupply.figure.kits'), countText(totals.kits)],
    [t('resupply.figure.short'), countText(totals.short)],
    [t('resupply.figure.adjusted'), countText(totals.adjusted)],
  ];
  return (
    <section className={classes.head} aria-label={proposal.proposal}>
      <div className={classes.headMain}>
        <div>
          <h2>
            {t('resupply.proposalNamed', { proposal: proposal.proposal })} · {dayText(day)}
          </h2>
          <p>
            {t(scheduled ? 'resupply.preparedByClock' : 'resupply.preparedBy', { by })}{' '}
            <InstantText at={at} offsetMinutes={offsetMinutes} />
          </p>
        </div>
        <dl className={classes.figures}>
          {figures.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className={classes.headActions}>{actions}</div>
      </div>
      {outdated.length > 0 && (
        <div className={classes.outdated} role="status">
          <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
          <div>
            <strong>{t('resupply.outdated')}</strong>
            <ul>
              {outdated.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </section>
  );
}
