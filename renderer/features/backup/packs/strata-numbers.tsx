import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import classes from '../backup.module.css';

interface Properties {
  readonly strata: OutputOf<'packs.options'>['lists'][number]['strata'];
  /** What a stratum gets that has no number of its own. */
  readonly usual: number;
  readonly numbers: Readonly<Record<string, number>>;
  onChange(numbers: Record<string, number>): void;
}

/** Envelopes of each stratum: the usual number, or one of its own where few or many subjects are expected. */
export function StrataNumbers({ strata, usual, numbers, onChange }: Properties) {
  const { t } = useTranslation();
  const total = strata.reduce((sum, { stratum }) => sum + (numbers[stratum] ?? usual), 0);
  const change = (stratum: string, value: number | string): void => {
    const { [stratum]: _before, ...others } = numbers;
    onChange(typeof value === 'number' ? { ...others, [stratum]: value } : others);
  };
  return (
    <fieldset className={classes.strata}>
      <legend>{t('backup.strataNumbers')}</legend>
      <div className={classes.strataRows}>
        {strata.map(({ stratum, words, free }) => (
          <div key={stratum}>
            <span>{words}</span>
            <span className="quiet">{t('backup.freeSlots', { count: free })}</span>
            <NumberInput
              aria-label={t('backup.envelopesOf', { stratum: words })}
              size="xs"
              min={0}
              max={Math.min(free, 400)}
              placeholder={`${usual}`}
              value={numbers[stratum] ?? ''}
              onChange={(value) => change(stratum, value)}
            />
          </div>
        ))}
      </div>
      <p className="quiet">{t('backup.envelopesInAll', { count: total })}</p>
    </fieldset>
  );
}
