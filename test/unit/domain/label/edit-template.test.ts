import { describe, expect, test } from 'vitest';
import { defaultTemplates } from '../../../../shared/domain/label/default-templates.ts';
import {
  moved,
  newBlock,
  rollFormat,
  withBlock,
  withFormat,
  withLanguages,
  withTextFor,
} from '../../../../shared/domain/label/edit-template.ts';
import { labelTemplateSchema } from '../../../../shared/domain/label/label-schema.ts';
import type { LabelTemplate, TextBlock } from '../../../../shared/domain/label/label-template.ts';
import { templateRefusal } from '../../../../shared/domain/label/template-refusal.ts';
import { parseStudyDefinition } from '../../../../shared/domain/study/parse-study-definition.ts';
import { smallStudyText } from '../../../builders/small-study.ts';

const parsed = parseStudyDefinition(smallStudyText(), 'study.yaml');
if (!parsed.ok) throw new Error('the small study is wrong');
const study = parsed.value;
const templates = defaultTemplates(study, ['en', 'de']);
const roll = templates[0] as LabelTemplate;

const isSound = (template: LabelTemplate): void => {
  expect(labelTemplateSchema.safeParse(template).error?.issues ?? []).toEqual([]);
  expect(templateRefusal(template, study)?.because ?? []).toEqual([]);
};

describe('a template', () => {
  test.each(templates.map((template) => [template.id, template] as const))(
    '%s stays sound on other labels, small and large',
    (_, template) => {
      for (const [width, height] of [
        [60, 40],
        [100, 72],
        [148, 210],
      ] as const) {
        isSound(withFormat(template, rollFormat(width, height)));
      }
    },
  );

  test('gets the phrases of the program in a language that is added', () => {
    const japanese = withLanguages(roll, ['en', 'ja']);
    isSound(japanese);
    expect(japanese.blocks).toContainEqual(
      expect.objectContaining({
        text: { en: 'For clinical trial use only.', ja: '治験用' },
      }),
    );
    const own: TextBlock = { ...(roll.blocks[1] as TextBlock), text: { en: 'Ours', de: 'Unser' } };
    const changed = withLanguages(withBlock(roll, 1, own), ['de', 'fr']);
    expect((changed.blocks[1] as TextBlock).text).toEqual({ de: 'Unser', fr: 'Ours' });
  });

  test('has texts for all languages or for each', () => {
    const first = roll.blocks[0] as TextBlock;
    const each = withTextFor(roll, first, 'language');
    expect(each.text).toEqual({ en: '{protocol}', de: '{protocol}' });
    expect(withTextFor(roll, each, 'all').text).toEqual(first.text);
  });

  test('has blocks added, moved inside the label, and taken away', () => {
    for (const kind of ['text', 'barcode', 'rule'] as const) {
      const block = newBlock(roll, kind);
      isSound({ ...roll, blocks: [...roll.blocks, block] });
      const { x, y } = moved(block, { x: 500, y: -500 }, roll.label);
      expect([x, y]).toEqual([100 - block.width, 0]);
    }
    expect(withBlock(roll, 0, null).blocks).toEqual(roll.blocks.slice(1));
  });
});
