import { barcodePorts } from '../../electron/node/barcode/barcode-ports.ts';
import { kitContent } from '../../shared/app/labels/label-values.ts';
import type { IsoDate } from '../../shared/base/iso-date.ts';
import { defaultTemplates } from '../../shared/domain/label/default-templates.ts';
import { labelSetter } from '../../shared/domain/label/label-layout.ts';
import type { LabelTemplate } from '../../shared/domain/label/label-template.ts';
import { parseStudyDefinition } from '../../shared/domain/study/parse-study-definition.ts';
import { largeKitNumber } from '../builders/large-store.ts';
import { smallStudyText } from '../builders/small-study.ts';
import { atMostSeconds } from './suite.ts';
import type { Suite } from './suite.ts';

/** `CACHET_BENCH_LABELS=500` for work on the suite; the goal is stated for 20,000. */
const labels = Number(process.env['CACHET_BENCH_LABELS'] ?? 20_000);
const { labelPress } = barcodePorts;

/** The proposed roll label in four languages, with a GS1 DataMatrix of five fields. */
function fullTemplate(): {
  readonly template: LabelTemplate;
  readonly set: (i: number) => ReturnType<ReturnType<typeof labelSetter>>;
} {
  const study = parseStudyDefinition(smallStudyText(), 'study.yaml');
  if (!study.ok) throw new Error('the small study is wrong');
  const [roll] = defaultTemplates(study.value, ['en', 'de', 'fr', 'es']);
  if (roll === undefined) throw new Error('no proposal');
  const carries = ['gtin', 'expiry', 'lot', 'protocol', 'kit'] as const;
  const blocks = roll.blocks.map((block) =>
    block.kind === 'barcode' ? { ...block, symbology: 'gs1-datamatrix' as const, carries } : block,
  );
  const template = { ...roll, gtin: '09506000134352', blocks };
  const setter = labelSetter(template, labelPress);
  const expiry = '2027-12-31' as IsoDate;
  const set = (i: number) => {
    const kit = { number: largeKitNumber(i), lot: 'L-1', expiry };
    return setter(kitContent(study.value, template, kit, 'L-00001'));
  };
  return { template, set };
}

async function printed(count: number): Promise<Uint8Array> {
  const { template, set } = fullTemplate();
  const pdf = labelPress.pdf({ title: 'bench', language: 'en' });
  for (let i = 0; i < count; i += 1) {
    const drawing = set(i);
    if (!drawing.ok) throw new Error(drawing.error.message);
    pdf.page({ sheet: template.sheet, labels: [{ x: 0, y: 0, drawing: drawing.value }] });
    if (i % 10 === 9) await labelPress.breathe();
  }
  return pdf.finish();
}

let megabytes = 0;

/** 20,000 labels with text in four languages and a barcode each, as one PDF. */
export const labelSuite: Suite = {
  name: 'labels',
  unit: 'labels',
  async gate() {
    const pages = Buffer.from(await printed(7))
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length;
    if (pages !== 7) throw new Error(`${pages ?? 0} pages for 7 labels`);
  },
  async ours() {
    megabytes = (await printed(labels)).length / 1e6;
    return labels;
  },
  goals: [atMostSeconds(60, `${labels} labels to PDF in 60 s`)],
  notes: () => [
    `PDF of the last run: ${megabytes.toFixed(1)} MB; memory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
  ],
};
