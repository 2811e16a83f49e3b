import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { namesInScan, readScan } from '../../../shared/domain/barcode/scanned-text.ts';
import { KitNumber } from '../../components/kit-number.tsx';
import { ScanInput } from '../../components/scan-input.tsx';
import classes from './scan-list.module.css';

interface Properties {
  readonly numbers: readonly string[];
  onChange(numbers: readonly string[]): void;
}

/** A GS1 label is one scan, whatever punctuation its lot has; other text may be a pasted list. */
const numbersIn = (text: string): readonly string[] => {
  const parts = readScan(text).elements.length > 0 ? [text] : text.split(/[\s,;]+/);
  return parts.filter((part) => part !== '').map((part) => namesInScan(part)[0] ?? part);
};

/** Collects kit numbers from a scanner, the keyboard or the clipboard; a number counts once. */
export function ScanList({ numbers, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <div>
      <ScanInput
        label={t('kits.scan')}
        description={t('kits.scanNote')}
        takesPaste
        onScan={(text) => {
          onChange([...new Set([...numbers, ...numbersIn(text)])]);
          return true;
        }}
      />
      <ul
        className={classes.list}
        aria-label={t('kits.scanned', { count: numbers.length })}
        aria-live="polite"
      >
        {numbers.map((number) => (
          <li key={number} className={classes.item}>
            <KitNumber number={number} />
            <CloseButton
              size="xs"
              aria-label={t('kits.forget', { number })}
              onClick={() => onChange(numbers.filter((other) => other !== number))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
