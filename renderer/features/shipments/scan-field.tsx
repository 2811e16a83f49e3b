import { TextInput } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useState } from 'react';
import { groupSeparator, namesInScan } from '../../state/scan-text.ts';
import { typedKitNumber } from '../../../shared/domain/kit/kit-number.ts';

interface Properties {
  readonly label: string;
  readonly description?: string;
  /** Kit numbers that the scan may mean, most likely first. */
  onScan(numbers: readonly string[]): void;
}

/** One large field for a scanner: each Enter takes one kit, and the field is ready for the next. */
export function ScanField({ label, description, onScan }: Properties) {
  const [text, setText] = useState('');
  return (
    <TextInput
      size="lg"
      label={label}
      {...(description === undefined ? {} : { description })}
      data-autofocus
      autoComplete="off"
      leftSection={<IconScan size={20} stroke={1.7} />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        // What stands in the field, not what was last drawn: a scanner is faster than drawing.
        const typed = event.currentTarget.value;
        if (event.key === 'F8' || (event.ctrlKey && event.key === ']')) {
          event.preventDefault();
          setText(typed + groupSeparator);
        }
        if (event.key !== 'Enter') return;
        event.preventDefault();
        if (typed.trim() === '') return;
        onScan(namesInScan(typed).map(typedKitNumber));
        setText('');
      }}
    />
  );
}
