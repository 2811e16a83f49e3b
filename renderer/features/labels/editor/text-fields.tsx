import { Button, Checkbox, Group, Menu, SegmentedControl, Switch, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { withTextFor } from '../../../../shared/domain/label/edit-template.ts';
import { labelFields } from '../../../../shared/domain/label/label-template.ts';
import type { LabelTemplate, TextBlock } from '../../../../shared/domain/label/label-template.ts';
import { NumberField } from './number-field.tsx';
import classes from './editor.module.css';

interface Properties {
  readonly template: LabelTemplate;
  readonly block: TextBlock;
  onChange(block: TextBlock): void;
}

const alignments = ['left', 'centre', 'right'] as const;

/** What a text says, in all languages or in each, and how it is set. */
export function TextFields({ template, block, onChange }: Properties) {
  const { t } = useTranslation();
  const isSame = block.text['all'] !== undefined;
  const write = (language: string, text: string): void =>
    onChange({ ...block, text: { ...block.text, [language]: text.replaceAll('\n', ' ') } });
  return (
    <>
      {Object.entries(block.text).map(([language, text]) => (
        <Textarea
          key={language}
          size="xs"
          autosize
          maxRows={4}
          label={
            isSame
              ? t('labels.editor.text')
              : t('labels.editor.textIn', {
                  language: t(`labels.language.${language}`, { defaultValue: language }),
                })
          }
          value={text}
          onChange={(event) => write(language, event.currentTarget.value)}
        />
      ))}
      <Group justify="space-between">
        <Switch
          size="xs"
          label={t('labels.editor.sameText')}
          checked={isSame}
          onChange={(event) =>
            onChange(withTextFor(template, block, event.currentTarget.checked ? 'all' : 'language'))
          }
        />
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button size="compact-xs" variant="default" leftSection={<IconPlus size={13} />}>
              {t('labels.editor.insert')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {labelFields[template.kind].map((field) => (
              <Menu.Item
                key={field}
                onClick={() =>
                  onChange({
                    ...block,
                    text: Object.fromEntries(
                      Object.entries(block.text).map(([key, text]) => [key, `${text} {${field}}`]),
                    ),
                  })
                }
              >
                {t(`labels.editor.field.${field}`)} <code>{`{${field}}`}</code>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
      <div className={classes.numbers}>
        <NumberField
          label={t('labels.editor.size')}
          value={block.size}
          min={4}
          max={72}
          onChange={(size) =>
            onChange({ ...block, size, minimumSize: Math.min(size, block.minimumSize) })
          }
        />
        <NumberField
          label={t('labels.editor.minimumSize')}
          value={block.minimumSize}
          min={4}
          max={block.size}
          onChange={(minimumSize) => onChange({ ...block, minimumSize })}
        />
      </div>
      <Group gap="md">
        <SegmentedControl
          size="xs"
          aria-label={t('labels.editor.align')}
          data={alignments.map((value) => ({
            value,
            label: t(`labels.editor.alignment.${value}`),
          }))}
          value={block.align}
          onChange={(align) => onChange({ ...block, align: align as TextBlock['align'] })}
        />
        <Checkbox
          size="xs"
          label={t('labels.editor.bold')}
          checked={block.bold}
          onChange={(event) => onChange({ ...block, bold: event.currentTarget.checked })}
        />
        {!isSame && (
          <Checkbox
            size="xs"
            label={t('labels.editor.lineEach')}
            checked={block.between === 'line'}
            onChange={(event) =>
              onChange({ ...block, between: event.currentTarget.checked ? 'line' : 'slash' })
            }
          />
        )}
      </Group>
    </>
  );
}
