import type { IsoDate } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { labelSetter } from '../../domain/label/label-layout.ts';
import type { LabelContent } from '../../domain/label/label-layout.ts';
import { labelsOnSheet } from '../../domain/label/label-template.ts';
import type { LabelTemplate } from '../../domain/label/label-template.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { LabelEventBodies } from '../../ledger/label-events.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { issueNamed, kitsToLabel, templateNamed } from '../../store/queries/label-rows.ts';
import type { LabelPage, LabelPress } from '../barcode-ports.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { Job } from '../ports.ts';
import { fileName } from '../queries/table-file.ts';
import { CancelledError } from '../record.ts';
import { kitContent, shipperContent } from './label-values.ts';

/** An issue with everything that its labels say. */
interface Issue {
  readonly study: StudyDefinition;
  readonly template: LabelTemplate;
  readonly body: LabelEventBodies['labels-issued'];
  readonly lots: ReadonlyMap<string, string>;
}

const unknownIssue = (code: string): Refusal =>
  refusal('label-issue-unknown', `No labels ${code} were issued here.`, 'Check the number.');

function issueOf({ db }: QueryContext, code: string): Result<Issue, Refusal> {
  const found = issueNamed(db, code);
  const signed = found === null ? null : templateNamed(db, found.body.template, found.body.version);
  if (found === null || signed === null) return err(unknownIssue(code));
  const { body } = found;
  return ok({
    study: currentDefinition(db).definition,
    template: signed.template,
    body,
    lots: new Map(kitsToLabel(db, body.kits).map(({ number, lot }) => [number, lot])),
  });
}

/** What each label says, copies together. */
function* contents({ study, template, body, lots }: Issue): Generator<LabelContent> {
  const repeat = function* (content: LabelContent) {
    for (let copy = 0; copy < body.copies; copy += 1) yield content;
  };
  if (body.shipper !== null) yield* repeat(shipperContent(study, body.shipper, body.issue));
  for (const [i, number] of body.kits.entries()) {
    const expiry = body.expiries[body.expiryOf[i] as number] as IsoDate;
    const kit = { number, lot: lots.get(number) ?? '', expiry };
    yield* repeat(kitContent(study, template, kit, body.issue));
  }
}

/** Upper left corner of a place on the sheet, counted along the rows from 0. */
function cornerOf({ grid, label }: LabelTemplate, place: number) {
  const column = place % grid.columns;
  const row = Math.floor(place / grid.columns);
  return {
    x: grid.left + column * (label.width + grid.gapX),
    y: grid.top + row * (label.height + grid.gapY),
  };
}

/** A turn for other requests after this many labels: some ten milliseconds. */
const labelsInARow = 10;

interface Printing {
  readonly press: LabelPress;
  readonly job: Job;
  /** Places of the first sheet that are used already. */
  readonly skipped: number;
}

async function printed(
  issue: Issue,
  { press, job, skipped }: Printing,
): Promise<Result<Uint8Array, Refusal>> {
  const { template, body } = issue;
  const onSheet = labelsOnSheet(template);
  const set = labelSetter(template, press);
  const pdf = press.pdf({
    title: `${issue.study.protocol.number} labels ${body.issue}`,
    language: template.languages[0] ?? 'en',
  });
  let place = skipped;
  let done = 0;
  let labels: LabelPage['labels'][number][] = [];
  for (const content of contents(issue)) {
    const drawing = set(content);
    if (!drawing.ok) return drawing;
    labels.push({ ...cornerOf(template, place), drawing: drawing.value });
    place += 1;
    done += 1;
    if (place === onSheet || done === body.labels) {
      pdf.page({ sheet: template.sheet, labels });
      labels = [];
      place = 0;
    }
    if (done % labelsInARow === 0) {
      job.progress(done, body.labels, 'printing labels');
      await press.breathe();
      if (job.cancelled()) throw new CancelledError('cancelled');
    }
  }
  job.progress(body.labels, body.labels, 'printing labels');
  return ok(await pdf.finish());
}

/** Reads everything first, then prints in small steps: others are answered in between. */
export const labelsFile: QueryHandler<'labels.file'> = async (context, input) => {
  const issue = issueOf(context, input.issue);
  if (!issue.ok) return issue;
  const onSheet = labelsOnSheet(issue.value.template);
  if (input.firstPlace > onSheet) {
    return err(
      refusal(
        'label-place',
        `Sheets of this template have ${onSheet} places; ${input.firstPlace} is none of them.`,
        'Start at a place of the sheet, 1 for a new one.',
      ),
    );
  }
  const { labelPress, printer, job } = context.ports;
  const bytes = await printed(issue.value, {
    press: labelPress,
    job: job(input.job),
    skipped: input.firstPlace - 1,
  });
  if (!bytes.ok) return bytes;
  const protocol = issue.value.study.protocol.number;
  const content = `labels ${input.issue}`;
  return ok({
    name: `${fileName({ protocol, content, unblinded: false }, context.now)}.pdf`,
    mediaType: 'application/pdf',
    base64: printer.base64(bytes.value),
  });
};
