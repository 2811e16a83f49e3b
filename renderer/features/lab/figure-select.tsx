import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Properties {
  readonly label: string;
  readonly value: string;
  readonly keys: readonly string[];
  readonly textOf?: (key: string) => string;
  onChoose(key: string): void;
}

/** Chooses which figure an axis shows. */
export function FigureSelect({ label, value, keys, textOf, onChoose }: Properties) {
  const { t } = useTranslation();
  const text = textOf ?? ((key: string) => t(`lab.figureName.${key}`));
  return (
    <Select
      aria-label={label}
      title={label}
      size="xs"
      w={204}
      allowDeselect={false}
      value={value}
      data={keys.map((key) => ({ value: key, label: text(key) }))}
      comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
      onChange={(next) => next !== null && onChoose(next)}
    />
  );
}
