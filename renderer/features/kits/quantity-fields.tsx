import { NumberInput, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStudy } from '../../state/use-study.ts';

export type Quantities = Readonly<Record<string, number>>;

/** The kit types with a quantity above zero, as commands take them. */
export const quantitiesOf = (quantities: Quantities) =>
  Object.entries(quantities)
    .filter(([, count]) => count > 0)
    .map(([kitType, count]) => ({ kitType, count }));

interface Properties {
  readonly value: Quantities;
  readonly max: number;
  onChange(value: Quantities): void;
}

/** How many kits of each type. */
export function QuantityFields({ value, max, onChange }: Properties) {
  const { t } = useTranslation();
  const kitTypes = useStudy()?.kitTypes ?? [];
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ padding: 0, marginBottom: 8, fontWeight: 500, fontSize: 13 }}>
        {t('kits.quantities')}
      </legend>
      <SimpleGrid cols={2} spacing="md" verticalSpacing="sm">
        {kitTypes.map(({ id, name }) => (
          <NumberInput
            key={id}
            label={name}
            min={0}
            max={max}
            allowDecimal={false}
            thousandSeparator=","
            value={value[id] ?? 0}
            onChange={(count) => onChange({ ...value, [id]: Number(count) })}
          />
        ))}
      </SimpleGrid>
    </fieldset>
  );
}
