import type { TFunction } from 'i18next';
import type { LabelBlock } from '../../../../shared/domain/label/label-template.ts';

/** What a block is, in a few words: its text, or its barcode. */
export function blockWords(block: LabelBlock, t: TFunction): string {
  if (block.kind === 'rule') return t('labels.editor.kind.rule');
  if (block.kind === 'text') return Object.values(block.text)[0] ?? '';
  const parts = block.carries.map((part) => t(`labels.editor.part.${part}`)).join(' + ');
  return `${t(`labels.editor.symbology.${block.symbology}`)}: ${parts}`;
}
