import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Properties {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  onChange(value: string): void;
}

/** Numbers between spaces; undefined where one of them is none. Nothing typed is an empty list. */
export function numbersIn(text: string): readonly number[] | undefined {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const found = words.map(Number);
  return found.some((number) => !Number.isFinite(number)) ? undefined : found;
}

/** Values that are tried one after the other. */
export function NumberList({ label, placeholder, value, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={label}
      w={200}
      placeholder={placeholder}
      value={value}
      error={numbersIn(value) === undefined ? t('forecast.frontier.noNumbers') : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
