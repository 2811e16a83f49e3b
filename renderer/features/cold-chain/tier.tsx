import { IconAlertTriangle, IconCircleCheck, IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './cold-chain.module.css';

const looks = {
  1: ['good', IconCircleCheck],
  2: ['warn', IconClockExclamation],
  3: ['bad', IconAlertTriangle],
} as const;

interface Properties {
  readonly tier: number;
  /** Without the tinted ground, for dense tables. */
  readonly isPlain?: boolean;
}

/** What the arithmetic says: within the budget, time exceeded, temperature exceeded. */
export function Tier({ tier, isPlain = false }: Properties) {
  const { t } = useTranslation();
  const known = tier === 2 || tier === 3 ? tier : 1;
  const [tone, TierIcon] = looks[known];
  return (
    <span
      className={isPlain ? classes.plainTier : classes.tier}
      style={{ '--tone': `var(--${tone})`, '--tone-soft': `var(--${tone}-soft)` }}
    >
      <TierIcon size={14} stroke={1.9} aria-hidden />
      {t(`temperature.tier.${known}`)}
    </span>
  );
}
