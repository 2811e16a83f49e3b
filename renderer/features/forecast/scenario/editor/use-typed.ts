import { useState } from 'react';
import type { ChangeEvent } from 'react';
import type { Field } from './field.ts';
import { shownText, typedValue } from './typed.ts';

/** A text input over a value of the scenario: what is no value yet stays as typed. */
export function useTyped(field: Field, value: unknown, onChange: (value: unknown) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const isNotYet = typed !== null && typedValue(field, typed) === 'not-yet';
  return {
    isNotYet,
    value: typed ?? shownText(field, value),
    placeholder: field.usual === undefined ? '' : shownText(field, field.usual),
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      const text = event.currentTarget.value;
      setTyped(text);
      const next = typedValue(field, text);
      if (next !== 'not-yet') onChange(next.value);
    },
    onBlur: () => {
      if (!isNotYet) setTyped(null);
    },
  };
}
