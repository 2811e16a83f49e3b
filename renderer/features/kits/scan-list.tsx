import { CloseButton, TextInput } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KitNumber } from '../../components/kit-number.tsx';
import { groupSeparator, namesInScan } from '../../state/scan-text.ts';
import classes from './scan-list.module.css';

interface Properties {
  readonly numbers: readonly string[];
  onChange(numbers: readonly string[]): void;
}

const split = (text: string): readonly string[] =>
  text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map((part) => namesInScan(part)[0] ?? part);

/** Collects kit numbers from a scanner, the keyboard or the clipboard; a number counts once. */
export function ScanList({ numbers, onChange }: Properties) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const take = (typed: string): void => {
    onChange([...new Set([...numbers, ...split(typed)])]);
    setText('');
  };
  return (
    <div>
      <TextInput
        label={t('kits.scan')}
        description={t('kits.scanNote')}
        data-autofocus
        leftSection={<IconScan size={16} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onPaste={(event) => {
          event.preventDefault();
          take(text + event.clipboardData.getData('text'));
        }}
        onKeyDown={(event) => {
          if (event.key === 'F8' || (event.ctrlKey && event.key === ']')) {
            event.preventDefault();
            setText(text + groupSeparator);
          }
          if (event.key !== 'Enter' || text.trim() === '') return;
          event.preventDefault();
          take(text);
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
