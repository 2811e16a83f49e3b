import { Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconMailOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { InstantText } from '../../components/instant-text.tsx';
import classes from './envelopes-left.module.css';

type Status = OutputOf<'site.status'>;

/** Sealed envelopes by stratum, always in view; few and last ones say so in words. */
export function EnvelopesLeft({ status }: { readonly status: Status | undefined }) {
  const { t } = useTranslation();
  const inForce = status?.packs.filter((pack) => pack.inForce) ?? [];
  return (
    <aside className={classes.left} aria-label={t('siteMode.left')}>
      <h2>{t('siteMode.left')}</h2>
      {status === undefined && <Skeleton height={220} />}
      {status?.strata.length === 0 && <p className="quiet">{t('siteMode.noneLeft')}</p>}
      <ul className={classes.strata}>
        {status?.strata.map((stratum) => (
          <li key={stratum.stratum} data-warning={stratum.warning}>
            <span className={classes.stratumWords}>{stratum.words}</span>
            <span className={classes.count}>
              <strong>{stratum.left}</strong> {t('siteMode.ofAll', { all: stratum.all })}
            </span>
            <StratumWarning warning={stratum.warning} />
          </li>
        ))}
      </ul>
      {inForce.map((pack) => (
        <p key={pack.pack} className={classes.validity}>
          {t('siteMode.packUntil', { pack: pack.pack })} <InstantText at={pack.validUntil} />
        </p>
      ))}
      {status !== undefined && status.clockJumpMs !== 0 && (
        <p className={classes.validity}>{t('siteMode.clockJump')}</p>
      )}
    </aside>
  );
}

function StratumWarning({ warning }: { readonly warning: Status['strata'][number]['warning'] }) {
  const { t } = useTranslation();
  if (warning === 'none') return null;
  const WarningIcon = warning === 'empty' ? IconMailOff : IconAlertTriangle;
  return (
    <span className={classes.warning}>
      <WarningIcon size={16} stroke={1.9} aria-hidden />
      {t(`siteMode.warning.${warning}`)}
    </span>
  );
}
