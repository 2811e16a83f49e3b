import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import classes from '../resupply.module.css';

/** Whether the run comes out the same, from the ledger and by the rule; if not, where it differs. */
export function ReplayVerdict({ replay }: { readonly replay: OutputOf<'resupply.replay'> }) {
  const { t } = useTranslation();
  const isSame = replay.agrees && replay.ledgerAgrees;
  return (
    <div className={classes.replay} data-tone={isSame ? 'good' : 'bad'} role="status">
      {isSame ? (
        <IconCircleCheck size={18} stroke={1.8} aria-hidden />
      ) : (
        <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
      )}
      <div>
        <strong>{t(isSame ? 'resupply.replay.same' : 'resupply.replay.differs')}</strong>
        <p>
          {t(replay.ledgerAgrees ? 'resupply.replay.ledgerSame' : 'resupply.replay.ledgerDiffers')}{' '}
          {t(replay.agrees ? 'resupply.replay.ruleSame' : 'resupply.replay.ruleDiffers')}
        </p>
        {replay.differences.length > 0 && (
          <ul>
            {replay.differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
