import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

interface Properties {
  readonly label: string;
  readonly width?: number;
  onSearch(text: string): void;
}

const settleMs = 200;

/** Filters while one types; the core is asked once the typing rests. */
export function SearchField({ label, width = 240, onSearch }: Properties) {
  const [text, setText] = useState('');
  const search = useDebouncedCallback(onSearch, settleMs);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} stroke={1.8} />}
      w={width}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value.trim());
      }}
    />
  );
}
