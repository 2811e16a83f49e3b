import { defaultTemplates } from '../../shared/domain/label/default-templates.ts';
import type { LabelTemplate } from '../../shared/domain/label/label-template.ts';
import { currentDefinition } from '../../shared/store/queries/definition.ts';
import { kitListCsv, kitListMapping, kitNumber } from './kit-list-csv.ts';
import { openStudy, signatureOf, uploaded } from './open-study.ts';
import type { OpenStudy } from './open-study.ts';

export type Proposal = 'kit-roll' | 'kit-sheet' | 'shipper-a6';

/** A template that the program proposes for the study, with changes. */
export function proposal(
  study: OpenStudy,
  id: Proposal = 'kit-roll',
  change: Partial<LabelTemplate> = {},
): LabelTemplate {
  const { definition } = currentDefinition(study.db);
  const found = defaultTemplates(definition, ['en', 'de']).find((template) => template.id === id);
  if (found === undefined) throw new Error(`no proposal ${id}`);
  return { ...found, ...change };
}

/** A choice of kits as the window sends it. */
export const byNumbers = (numbers: readonly string[]) => ({
  by: 'numbers' as const,
  numbers: [...numbers],
});

export const sign = (study: OpenStudy, template: LabelTemplate) =>
  study.must('pharma', 'labels.defineTemplate', {
    template: JSON.parse(JSON.stringify(template)) as never,
    reason: 'First labels of the study',
    signature: signatureOf('pharma'),
  });

/** Twelve kits of two lots whose types are these in turn; numbers and lots do not depend on the types. */
export async function kitsOfTypes(
  study: OpenStudy,
  types: readonly [string, string],
  lotOf: (i: number) => string = (i) => (i % 3 === 0 ? 'L-A' : 'L-B'),
): Promise<readonly string[]> {
  const rows = Array.from({ length: 12 }, (_, i) => ({
    number: kitNumber(i + 1),
    kitType: types[i % 2] as string,
    lot: lotOf(i),
    expiry: lotOf(i) === 'L-A' ? '2027-03-31' : '2027-09-15',
  }));
  await study.must('pharma', 'kits.import', {
    file: uploaded('kits.csv', kitListCsv(rows)),
    mapping: kitListMapping,
    place: 'central',
  });
  return rows.map(({ number }) => number);
}

/** A study with twelve kits and a signed kit label. */
export async function labelStudy(): Promise<{ study: OpenStudy; numbers: readonly string[] }> {
  const study = openStudy();
  const numbers = await kitsOfTypes(study, ['kit-active', 'kit-placebo']);
  await sign(study, proposal(study));
  return { study, numbers };
}
