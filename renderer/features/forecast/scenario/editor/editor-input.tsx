import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field } from './field.ts';
import { useChoices } from './use-choices.ts';
import { useTyped } from './use-typed.ts';

export interface InputProperties {
  readonly field: Field;
  readonly label: string;
  readonly value: unknown;
  readonly problem: string | undefined;
  onChange(value: unknown): void;
}

function TypedInput({ field, label, value, problem, onChange }: InputProperties) {
  const { t } = useTranslation();
  const { isNotYet, ...typed } = useTyped(field, value, onChange);
  return (
    <TextInput
      label={label}
      {...(field.kind === 'share' ? { rightSection: '%' } : {})}
      error={isNotYet ? t(`scenario.notYet.${field.kind}`) : problem}
      {...typed}
    />
  );
}

/** One value with its label, and beneath it what is wrong. */
export function EditorInput(properties: InputProperties) {
  const { field, label, value, problem, onChange } = properties;
  const choices = useChoices(field);
  if (field.kind === 'flag') {
    return (
      <Checkbox
        label={label}
        error={problem}
        checked={(value ?? field.usual) === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (field.kind !== 'choice') return <TypedInput {...properties} />;
  return (
    <NativeSelect
      label={label}
      error={problem}
      data={choices.options}
      value={choices.shown(value)}
      onChange={(event) => onChange(choices.chosen(event.currentTarget.value))}
    />
  );
}
