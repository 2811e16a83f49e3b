import { IconAlertTriangle, IconCircleDashed, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ResupplyLeak } from '../../../../shared/contracts/resupply-simulation.ts';
import classes from '../resupply.module.css';

interface Properties {
  readonly isOneForOne: boolean;
  /** Undefined: not checked yet; null: the check does not read the visits. */
  readonly leak: ResupplyLeak | null | undefined;
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

/** What a site could be certain of: blind-safe only when the check found no certain pair at all. */
export function LeakVerdict({ isOneForOne, leak }: Properties) {
  const { t } = useTranslation();
  return (
    <div className={classes.verdicts}>
      {isOneForOne && (
        <span className={classes.verdict} data-tone="bad">
          <IconAlertTriangle size={14} aria-hidden /> {t('resupply.leak.oneForOne')}
        </span>
      )}
      {leak === undefined || leak === null ? (
        <span className={classes.verdict} data-tone="quiet">
          <IconCircleDashed size={14} aria-hidden />{' '}
          {t(leak === undefined ? 'resupply.leak.notChecked' : 'resupply.leak.notReadable')}
        </span>
      ) : (
        <Found leak={leak} />
      )}
    </div>
  );
}

function Found({ leak }: { readonly leak: ResupplyLeak }) {
  const { t } = useTranslation();
  const { oneExpiry, risingExpiry, subjects } = leak;
  const isSafe = oneExpiry.isBlindSafe && risingExpiry.isBlindSafe;
  const words = t(`resupply.leak.${oneExpiry.method}`, {
    subjects,
    histories: oneExpiry.histories,
  });
  return (
    <>
      <span className={classes.verdict} data-tone={isSafe ? 'good' : 'bad'}>
        {isSafe ? (
          <IconShieldCheck size={14} aria-hidden />
        ) : (
          <IconAlertTriangle size={14} aria-hidden />
        )}{' '}
        {isSafe
          ? t('resupply.leak.safe')
          : t('resupply.leak.certain', {
              one: percent(oneExpiry.certainShare),
              rising: percent(risingExpiry.certainShare),
            })}
      </span>
      <span className={classes.verdictNote}>{words}</span>
    </>
  );
}
