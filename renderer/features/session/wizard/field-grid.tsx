import { SimpleGrid } from '@mantine/core';
import type { Field } from './field.ts';
import { FieldInput } from './field-input.tsx';
import type { Row } from './wizard-values.ts';

interface Properties {
  readonly fields: readonly Field[];
  readonly row: Row;
  readonly columns?: number;
  onChange(row: Row): void;
}

/** Single fields in a grid. */
export function FieldGrid({ fields, row, columns = 2, onChange }: Properties) {
  return (
    <SimpleGrid cols={columns} spacing="md">
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          value={row[field.key]}
          onChange={(value) => onChange({ ...row, [field.key]: value })}
        />
      ))}
    </SimpleGrid>
  );
}
