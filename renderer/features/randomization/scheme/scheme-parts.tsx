import { ActionIcon, Button, Fieldset, Group, NumberInput, Select, Stack } from '@mantine/core';
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SchemePart } from './scheme-values.ts';

interface Properties {
  readonly legend: string;
  readonly note: string;
  readonly partLabel: string;
  readonly valueLabel: string;
  readonly parts: readonly SchemePart[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Levels are asked in order; limits are whole numbers. */
  readonly isOrdered: boolean;
  onChange(parts: readonly SchemePart[]): void;
}

/** What live allocation balances, each with its limit or weight. */
export function SchemeParts(properties: Properties) {
  const { legend, note, partLabel, valueLabel, parts, options, isOrdered, onChange } = properties;
  const { t } = useTranslation();
  const free = options.find(({ value }) => parts.every(({ part }) => part !== value));
  const change = (index: number, next: Partial<SchemePart>): void =>
    onChange(parts.map((row, i) => (i === index ? { ...row, ...next } : row)));
  const drop = (index: number): void => onChange(parts.filter((_, i) => i !== index));
  const raise = (index: number): void =>
    onChange(parts.toSpliced(index - 1, 2, ...parts.slice(index - 1, index + 1).toReversed()));
  return (
    <Fieldset legend={legend}>
      <Stack gap="sm">
        <p className="quiet" style={{ margin: 0, fontSize: 13 }}>
          {note}
        </p>
        {parts.map(({ part, value }, index) => (
          <Group key={part} gap="sm" align="flex-end" wrap="nowrap">
            <Select
              style={{ flex: 1 }}
              label={t('scheme.numbered', { label: partLabel, number: index + 1 })}
              allowDeselect={false}
              data={options.filter(
                (option) =>
                  option.value === part || parts.every((row) => row.part !== option.value),
              )}
              value={part}
              onChange={(next) => next !== null && change(index, { part: next })}
            />
            <NumberInput
              w={110}
              label={valueLabel}
              min={isOrdered ? 1 : 0}
              allowDecimal={!isOrdered}
              value={value}
              onChange={(next) => change(index, { value: next })}
            />
            {isOrdered && (
              <ActionIcon
                variant="default"
                size={36}
                disabled={index === 0}
                aria-label={t('scheme.earlier', { number: index + 1 })}
                onClick={() => raise(index)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
            )}
            <ActionIcon
              variant="default"
              size={36}
              disabled={parts.length === 1}
              aria-label={t('scheme.drop', { number: index + 1 })}
              onClick={() => drop(index)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            disabled={free === undefined}
            onClick={() =>
              free !== undefined &&
              onChange([...parts, { part: free.value, value: isOrdered ? 2 : 1 }])
            }
          >
            {t('scheme.add')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
