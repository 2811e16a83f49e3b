import { NumberInput, Select, TextInput } from '@mantine/core';
import type { Field } from './field.ts';

interface Properties {
  readonly field: Field;
  readonly value: string | number | undefined;
  /** In a row the column head is the label. */
  readonly isInRow?: boolean;
  onChange(value: string | number): void;
}

/** The input that a field asks for. */
export function FieldInput({ field, value, isInRow = false, onChange }: Properties) {
  const common = {
    ...(isInRow ? { 'aria-label': field.label } : { label: field.label }),
    ...(field.description === undefined || isInRow ? {} : { description: field.description }),
    ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
  };
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...common}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'number':
      return (
        <NumberInput {...common} hideControls={isInRow} value={value ?? ''} onChange={onChange} />
      );
    case 'select':
      return (
        <Select
          {...common}
          allowDeselect={false}
          searchable={(field.options?.length ?? 0) > 8}
          data={[...(field.options ?? [])]}
          value={value === undefined ? null : String(value)}
          onChange={(next) => onChange(next ?? '')}
        />
      );
  }
}
