import { ActionIcon, MultiSelect, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { symbologies } from '../../../../shared/domain/barcode/symbology.ts';
import { barcodeParts } from '../../../../shared/domain/label/label-template.ts';
import type {
  BarcodeBlock,
  LabelBlock,
  LabelTemplate,
} from '../../../../shared/domain/label/label-template.ts';
import { NumberField } from './number-field.tsx';
import { TextFields } from './text-fields.tsx';
import classes from './editor.module.css';

interface Properties {
  readonly template: LabelTemplate;
  readonly at: number;
  onChange(block: LabelBlock | null): void;
}

const sides = ['x', 'y', 'width', 'height'] as const;

/** One block: what it says, where it stands, and how large it is. */
export function BlockFields({ template, at, onChange }: Properties) {
  const { t } = useTranslation();
  const block = template.blocks[at];
  if (block === undefined) return null;
  return (
    <section className={classes.fields} aria-label={t('labels.editor.block', { at: at + 1 })}>
      <div className={classes.fieldsHead}>
        <h3>
          {t('labels.editor.block', { at: at + 1 })} · {t(`labels.editor.kind.${block.kind}`)}
        </h3>
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={t('labels.editor.remove')}
          onClick={() => onChange(null)}
        >
          <IconTrash size={16} stroke={1.7} />
        </ActionIcon>
      </div>
      {block.kind === 'text' && (
        <TextFields template={template} block={block} onChange={onChange} />
      )}
      {block.kind === 'barcode' && (
        <BarcodeFields kind={template.kind} block={block} onChange={onChange} />
      )}
      <div className={classes.numbers}>
        {sides.map((side) => (
          <NumberField
            key={side}
            label={t(`labels.editor.${side}`)}
            value={block[side]}
            onChange={(value) => onChange({ ...block, [side]: value })}
          />
        ))}
      </div>
    </section>
  );
}

const ofBoxes: readonly string[] = ['sscc', 'shipment'];

function BarcodeFields({
  kind,
  block,
  onChange,
}: {
  readonly kind: LabelTemplate['kind'];
  readonly block: BarcodeBlock;
  onChange(block: BarcodeBlock): void;
}) {
  const { t } = useTranslation();
  const parts = barcodeParts.filter(
    (part) => part === 'protocol' || ofBoxes.includes(part) === (kind === 'shipper'),
  );
  return (
    <>
      <Select
        size="xs"
        label={t('labels.editor.barcode')}
        allowDeselect={false}
        data={symbologies.map((value) => ({
          value,
          label: t(`labels.editor.symbology.${value}`),
        }))}
        value={block.symbology}
        onChange={(value) =>
          onChange({ ...block, symbology: (value ?? block.symbology) as BarcodeBlock['symbology'] })
        }
      />
      <MultiSelect
        size="xs"
        label={t('labels.editor.carries')}
        description={t('labels.editor.carriesNote')}
        data={parts.map((value) => ({ value, label: t(`labels.editor.part.${value}`) }))}
        value={[...block.carries]}
        onChange={(carries) =>
          carries.length > 0 &&
          onChange({ ...block, carries: carries as unknown as BarcodeBlock['carries'] })
        }
      />
    </>
  );
}
