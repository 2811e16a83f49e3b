import { useTranslation } from 'react-i18next';
import { mayBeEmpty } from './field.ts';
import type { Field } from './field.ts';

interface Choices {
  readonly options: { readonly value: string; readonly label: string }[];
  /** The option that stands for a value of the scenario. */
  readonly shown: (value: unknown) => string;
  /** The value that an option stands for. */
  readonly chosen: (option: string) => unknown;
}

/** The options of a choice in words; names are shown as they are, unknown ones among them. */
export function useChoices(field: Field): Choices {
  const { t } = useTranslation();
  const { options = [], isNamed = false, usual, key } = field;
  const isEmpty = mayBeEmpty(field) && usual === undefined;
  return {
    options: [
      ...(isEmpty ? [{ value: '', label: t('scenario.asElsewhere') }] : []),
      ...options.map((value) => ({
        value,
        label: isNamed ? value : t(`scenario.choice.${key}.${value}`),
      })),
    ],
    shown: (value) => String(value ?? usual ?? ''),
    chosen: (option) => (option === '' ? undefined : option),
  };
}
