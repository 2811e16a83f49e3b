import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KitNumber } from '../../../components/kit-number.tsx';
import type { ScanJudgement } from './judge-scan.ts';
import classes from './pick.module.css';

interface Properties {
  readonly verdict: ScanJudgement | undefined;
  /** Takes a usable kit that was not proposed. */
  onTake(number: string): void;
}

/** What the last scan came to: ticked off, or wrong, and why. */
export function ScanVerdict({ verdict, onTake }: Properties) {
  const { t } = useTranslation();
  if (verdict === undefined) return null;
  const isGood = verdict.kind === 'right' || verdict.kind === 'again';
  const tone = isGood ? 'good' : verdict.kind === 'other' ? 'warn' : 'bad';
  const Mark = isGood ? IconCircleCheck : IconAlertTriangle;
  return (
    <div
      role="status"
      className={classes.verdict}
      style={{ '--tone': `var(--${tone})`, '--tone-soft': `var(--${tone}-soft)` }}
    >
      <Mark size={22} stroke={1.8} aria-hidden />
      <div className={classes.verdictWords}>
        <KitNumber number={verdict.number} size="title" />
        <p>{isGood ? t(`shipments.verdict.${verdict.kind}`) : verdict.because}</p>
      </div>
      {verdict.kind === 'other' && (
        <Button variant="default" onClick={() => onTake(verdict.number)}>
          {t('shipments.takeInstead')}
        </Button>
      )}
    </div>
  );
}
