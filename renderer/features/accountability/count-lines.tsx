import { CloseButton, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KitNumber } from '../../components/kit-number.tsx';
import classes from './accountability.module.css';

/** One kit in hand with what was counted; an empty count is not there yet. */
export interface CountLine {
  readonly number: string;
  /** Units dispensed, where the person may know them. */
  readonly dispensed: number | null;
  readonly counted: number | '';
  readonly lost: number;
}

interface Properties {
  readonly lines: readonly CountLine[];
  readonly hasLost: boolean;
  onChange(lines: readonly CountLine[]): void;
}

const asCount = (value: string | number): number | '' =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : '';

/** The kits scanned so far, the last one on top, each with its fields. */
export function CountLines({ lines, hasLost, onChange }: Properties) {
  const { t } = useTranslation();
  const change = (number: string, part: Partial<CountLine>): void =>
    onChange(lines.map((line) => (line.number === number ? { ...line, ...part } : line)));
  return (
    <ul className={classes.lines} aria-label={t('accountability.scannedKits')}>
      {lines.map((line, index) => (
        <li key={line.number} className={classes.line} data-last={index === 0}>
          <KitNumber number={line.number} size="title" />
          <span className="quiet">
            {line.dispensed === null
              ? t('accountability.sizeHidden')
              : t('accountability.ofDispensed', { count: line.dispensed })}
          </span>
          <NumberInput
            size="xs"
            label={t('accountability.unitsCounted')}
            aria-label={t('accountability.unitsOf', { number: line.number })}
            min={0}
            max={line.dispensed ?? 10_000}
            clampBehavior="none"
            allowDecimal={false}
            value={line.counted}
            onChange={(value) => change(line.number, { counted: asCount(value) })}
          />
          {hasLost ? (
            <NumberInput
              size="xs"
              label={t('accountability.unit.lost')}
              aria-label={t('accountability.lostOf', { number: line.number })}
              min={0}
              clampBehavior="none"
              allowDecimal={false}
              value={line.lost}
              onChange={(value) => change(line.number, { lost: Number(asCount(value)) })}
            />
          ) : (
            <span />
          )}
          <CloseButton
            size="sm"
            aria-label={t('kits.forget', { number: line.number })}
            onClick={() => onChange(lines.filter(({ number }) => number !== line.number))}
          />
        </li>
      ))}
    </ul>
  );
}
