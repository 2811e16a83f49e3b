import { SegmentedControl } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KitNumber } from '../../../components/kit-number.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { conditions } from './receive-draft.ts';
import type { Condition } from './receive-draft.ts';
import classes from './receive.module.css';

interface Properties {
  readonly number: string | null;
  readonly condition: Condition | undefined;
  onJudge(number: string, condition: Condition): void;
}

/** The kit in hand, large, with its condition. */
export function CurrentKit({ number, condition, onJudge }: Properties) {
  const { t } = useTranslation();
  if (number === null || condition === undefined) {
    return (
      <div className={classes.current}>
        <IconScan size={36} stroke={1.3} aria-hidden />
        <p className="quiet">{t('shipments.nothingScanned')}</p>
      </div>
    );
  }
  return (
    <div className={classes.current} data-condition={condition} role="status">
      <KitNumber number={number} size="huge" />
      <StatusBadge status={condition} />
      <SegmentedControl
        size="md"
        aria-label={t('shipments.conditionOf', { number })}
        value={condition}
        data={conditions.map((value) => ({ value, label: t(`status.${value}`) }))}
        onChange={(value) =>
          onJudge(number, conditions.find((known) => known === value) ?? 'acceptable')
        }
      />
    </div>
  );
}
