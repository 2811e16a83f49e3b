import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isGs1Symbology } from '../barcode/symbology.ts';
import { elementRefusal } from '../barcode/element-refusal.ts';
import type { StudyDefinition } from '../study/study-definition.ts';
import { labelFields, labelsOnSheet, requiredFields } from './label-template.ts';
import type { BarcodeBlock, LabelTemplate, TextBlock } from './label-template.ts';

/** Rounding of millimetres on paper; also swallows what binary fractions add. */
const slack = 0.01;
const braces = /\{([^{}]*)\}/g;

const textsOf = ({ blocks }: LabelTemplate): readonly TextBlock[] =>
  blocks.filter((block) => block.kind === 'text');

const fieldsIn = (text: string): readonly string[] =>
  [...text.matchAll(braces)].map(([, field = '']) => field);

function* sizeFaults(template: LabelTemplate): Generator<string> {
  const { sheet, label, grid, blocks } = template;
  const across = grid.left + grid.columns * label.width + (grid.columns - 1) * grid.gapX;
  const down = grid.top + grid.rows * label.height + (grid.rows - 1) * grid.gapY;
  if (across > sheet.width + slack || down > sheet.height + slack) {
    yield `${grid.columns} × ${grid.rows} labels need ${across} × ${down} mm; the sheet has ${sheet.width} × ${sheet.height} mm.`;
  }
  for (const [i, block] of blocks.entries()) {
    const right = block.x + block.width;
    const bottom = block.y + block.height;
    if (right > label.width + slack || bottom > label.height + slack) {
      yield `Block ${i + 1} (${block.kind}) reaches to ${right} × ${bottom} mm; the label has ${label.width} × ${label.height} mm.`;
    }
    if (block.kind === 'text' && block.minimumSize > block.size) {
      yield `Block ${i + 1}: the smallest size ${block.minimumSize} is above the size ${block.size}.`;
    }
  }
}

function* textFaults(template: LabelTemplate): Generator<string> {
  const known: readonly string[] = labelFields[template.kind];
  for (const [i, block] of template.blocks.entries()) {
    if (block.kind !== 'text') continue;
    for (const language of Object.hasOwn(block.text, 'all') ? [] : template.languages) {
      if (!Object.hasOwn(block.text, language)) yield `Block ${i + 1} has no text in ${language}.`;
    }
    const fields = Object.values(block.text).flatMap(fieldsIn);
    for (const field of fields.filter((name) => !known.includes(name))) {
      yield `Block ${i + 1}: a ${template.kind} label has no field {${field}}.`;
    }
  }
  const shown = textsOf(template).flatMap(({ text }) => Object.values(text).flatMap(fieldsIn));
  for (const field of requiredFields[template.kind]) {
    if (!shown.includes(field)) yield `No text shows {${field}}.`;
  }
}

function barcodeFault(
  template: LabelTemplate,
  { symbology, carries }: BarcodeBlock,
): string | null {
  const strange = carries.find(
    (part) =>
      (part === 'sscc' || part === 'shipment') !== (template.kind === 'shipper') &&
      part !== 'protocol',
  );
  if (strange !== undefined) return `a ${template.kind} label cannot carry ${strange}`;
  if (new Set(carries).size < carries.length) return 'carries a field twice';
  if (!isGs1Symbology(symbology)) {
    return carries.length === 1 && carries[0] !== 'gtin' && carries[0] !== 'expiry'
      ? null
      : 'a plain barcode carries exactly one of kit, lot, protocol, sscc or shipment';
  }
  if (carries.includes('shipment')) return 'GS1 has no field for the number of a shipment';
  if (!carries.includes('gtin')) {
    return carries.every((part) => part === 'sscc')
      ? null
      : 'its fields are only valid together with the GTIN: carry gtin as well, or use a plain barcode';
  }
  return template.gtin === null ? 'carries the GTIN, and the template has none' : null;
}

function* barcodeFaults(template: LabelTemplate): Generator<string> {
  const barcodes = template.blocks.filter((block) => block.kind === 'barcode');
  for (const [i, block] of template.blocks.entries()) {
    const fault = block.kind === 'barcode' ? barcodeFault(template, block) : null;
    if (fault !== null) yield `Block ${i + 1} (${(block as BarcodeBlock).symbology}): ${fault}.`;
  }
  if (template.kind === 'kit' && !barcodes.some(({ carries }) => carries.includes('kit'))) {
    yield 'No barcode carries the kit number.';
  }
  if (template.gtin === null) return;
  const wrong = elementRefusal({ ai: '01', value: template.gtin }, 1);
  if (wrong !== null) yield wrong.message;
}

const words = (text: string): string => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;

/** Naming all of them is what blinded labels do (`10 mg or placebo`); naming some tells them apart. */
function* unblindingFaults(template: LabelTemplate, study: StudyDefinition): Generator<string> {
  const printed = textsOf(template).map(({ text }) => words(Object.values(text).join(' ')));
  const isNamed = (name: string): boolean =>
    name.length > 2 && printed.some((text) => text.includes(words(name)));
  for (const [noun, things] of [
    ['arm', study.arms],
    ['kit type', study.kitTypes],
  ] as const) {
    const named = things.filter(({ id, name }) => isNamed(id) || isNamed(name));
    if (named.length > 0 && named.length < things.length) {
      yield `The texts name the ${noun} ${named.map(({ name }) => name).join(', ')} and not the others.`;
    }
  }
}

/** Why a template cannot be used in a study, with every fault in `because`, or null. */
export function templateRefusal(template: LabelTemplate, study: StudyDefinition): Refusal | null {
  const unblinding = study.blinding === 'open-label' ? [] : [...unblindingFaults(template, study)];
  if (unblinding.length > 0) {
    return refusal(
      'label-unblinds',
      `Labels of template ${template.id} would tell what is in the kit.`,
      'Name every arm, or none.',
      unblinding,
    );
  }
  const faults = [...sizeFaults(template), ...textFaults(template), ...barcodeFaults(template)];
  if (labelsOnSheet(template) > 200) faults.push('A sheet holds at most 200 labels.');
  if (faults.length === 0) return null;
  return refusal(
    'label-template',
    `Label template ${template.id} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}.`,
    'Correct the template file.',
    faults.slice(0, 50),
  );
}
