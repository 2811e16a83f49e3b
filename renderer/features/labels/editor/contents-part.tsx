import { Button, Group, Stack } from '@mantine/core';
import { IconBarcode, IconLetterT, IconMinus, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { newBlock, withBlock } from '../../../../shared/domain/label/edit-template.ts';
import type { LabelTemplate } from '../../../../shared/domain/label/label-template.ts';
import { BlockFields } from './block-fields.tsx';
import { blockWords } from './block-words.ts';
import classes from './editor.module.css';

interface Properties {
  readonly template: LabelTemplate;
  readonly selected: number | null;
  onSelect(at: number | null): void;
  onChange(template: LabelTemplate): void;
}

const kinds = ['text', 'barcode', 'rule'] as const;
const marks = { text: IconLetterT, barcode: IconBarcode, rule: IconMinus } as const;

/** Everything on the label; one block at a time is changed. */
export function ContentsPart({ template, selected, onSelect, onChange }: Properties) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const chosen = selected === null ? undefined : list.current?.children[selected];
    if (list.current !== null && chosen instanceof HTMLElement) {
      list.current.scrollTop = chosen.offsetTop - list.current.clientHeight / 2;
    }
  }, [selected]);
  return (
    <Stack gap="sm">
      <ul ref={list} className={classes.blocks} aria-label={t('labels.editor.blocks')}>
        {template.blocks.map((block, at) => {
          const Mark = marks[block.kind];
          return (
            <li key={at}>
              <button type="button" aria-pressed={at === selected} onClick={() => onSelect(at)}>
                <Mark size={14} stroke={1.8} aria-hidden />
                {at + 1} · {blockWords(block, t)}
              </button>
            </li>
          );
        })}
      </ul>
      <Group gap="xs">
        {kinds.map((kind) => (
          <Button
            key={kind}
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.8} />}
            onClick={() => {
              onChange({ ...template, blocks: [...template.blocks, newBlock(template, kind)] });
              onSelect(template.blocks.length);
            }}
          >
            {t(`labels.editor.kind.${kind}`)}
          </Button>
        ))}
      </Group>
      {selected === null ? (
        <p className="quiet">{t('labels.editor.choose')}</p>
      ) : (
        <BlockFields
          key={selected}
          template={template}
          at={selected}
          onChange={(block) => {
            onChange(withBlock(template, selected, block));
            if (block === null) onSelect(null);
          }}
        />
      )}
    </Stack>
  );
}
