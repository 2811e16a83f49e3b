import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Verification } from '../../../shared/contracts/trail.ts';
import { CheckList } from '../../components/check-list.tsx';
import { countText } from '../../components/format.ts';
import { KeyValues } from '../../components/key-values.tsx';
import classes from './trail.module.css';

/** What the verification found. */
export function VerificationResult({ result }: { readonly result: Verification }) {
  const { t } = useTranslation();
  const Shield = result.ok ? IconShieldCheck : IconShieldX;
  return (
    <div className={classes.result}>
      <div className={result.ok ? classes.good : classes.bad} role="status">
        <Shield size={28} stroke={1.6} aria-hidden />
        <div>
          <strong>{t(result.ok ? 'trail.verified' : 'trail.notVerified')}</strong>
          <p>
            {result.firstBadEntry === null
              ? t('trail.verifiedNote', {
                  entries: countText(result.entries),
                  seconds: (result.milliseconds / 1000).toFixed(1),
                })
              : t('trail.firstBad', result.firstBadEntry)}
          </p>
        </div>
      </div>
      <CheckList title={t('trail.checks')} checks={result.checks} />
      <KeyValues
        columns={2}
        items={[
          [t('trail.checkpoints'), countText(result.checkpoints)],
          [t('trail.signaturesChecked'), countText(result.signaturesChecked)],
          [
            t('trail.head'),
            <code key="head" className="mono">
              {result.head}
            </code>,
          ],
        ]}
      />
    </div>
  );
}
