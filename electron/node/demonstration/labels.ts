import { defaultTemplates } from '../../../shared/domain/label/default-templates.ts';
import type { LabelTemplate } from '../../../shared/domain/label/label-template.ts';
import type { Life } from './life.ts';
import { demonstrationPeople } from './people.ts';

/** The number that GS1 gives away for examples. */
const gtin = '09506000134352';

export const boxTemplate = 'shipper-a6';
const kitTemplates: readonly string[] = ['kit-roll', 'kit-sheet'];

/** Kit labels carry everything that a scanner can use; the proposal of the program carries the number alone. */
const withGs1 = (template: LabelTemplate): LabelTemplate => ({
  ...template,
  gtin,
  blocks: template.blocks.map((block) =>
    block.kind === 'barcode'
      ? {
          ...block,
          symbology: 'gs1-datamatrix',
          carries: ['gtin', 'expiry', 'lot', 'protocol', 'kit'],
        }
      : block,
  ),
});

/** Signs the label templates and prints the labels of all kits, lot by lot. */
export async function labelKits(life: Life, lots: readonly string[]): Promise<void> {
  const { doer, definition, clock } = life;
  clock.moveTo(0.5);
  const user = demonstrationPeople.find(({ role }) => role === 'unblinded-pharmacist')?.user;
  const languages = ['en', 'de', 'fr', 'es'];
  for (const proposed of defaultTemplates(definition, languages)) {
    const template = kitTemplates.includes(proposed.id) ? withGs1(proposed) : proposed;
    await doer.do('labels.defineTemplate', {
      template: JSON.parse(JSON.stringify(template)) as never,
      reason: 'Approved by the sponsor and the competent authorities',
      signature: {
        user: user as string,
        passphrase: life.passphrase,
        meaning: 'I approve this label for use in the study',
      },
    });
  }
  for (const lot of lots) {
    await doer.do('labels.print', { template: 'kit-roll', kits: { by: 'lot', lot } });
  }
}
