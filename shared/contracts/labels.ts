import { z } from 'zod';
import { roles } from '../domain/access/roles.ts';
import { labelTemplateSchema } from '../domain/label/label-schema.ts';
import { labelKinds } from '../domain/label/label-template.ts';
import { count, file, identifier, line, page, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const labelled = z.enum(labelKinds);
const language = z.string().regex(/^[a-z]{2}$/, 'two small letters, e.g. en');

/** Which kits get labels. */
const selection = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('numbers'), numbers: z.array(line(60)).min(1).max(5000) }),
  z.strictObject({ by: z.literal('lot'), lot: line(40), place: line(40).optional() }),
  z.strictObject({ by: z.literal('shipment'), shipment: identifier }),
  /** Kits that wait for the new label of an expiry extension, with the new date. */
  z.strictObject({ by: z.literal('campaign'), campaign: line(40), place: line(40).optional() }),
]);
export type LabelSelection = z.infer<typeof selection>;

const chosenKits = {
  kits: selection,
  /** Leaves out kits that already have labels. */
  onlyWithout: z.boolean().default(false),
};

const issue = z.strictObject({
  issue: z.string(),
  kind: labelled,
  template: z.string(),
  version: count,
  shipment: z.string().nullable(),
  kits: count,
  copies: count,
  labels: count,
  /** Kits, or the shipment, that had labels before. */
  again: count,
  at: z.string(),
  offsetMinutes: z.number().int(),
  by: z.string(),
  reason: z.string().nullable(),
  /** The expiry extension whose new date they carry. */
  campaign: z.string().nullable(),
});
export type LabelIssueRow = z.infer<typeof issue>;

const issued = z.strictObject({
  issue: z.string(),
  kits: count,
  labels: count,
  sheets: count,
  /** Kits of the choice that nobody could label now. */
  leftOut: count,
});

const template = z.strictObject({
  /** 0: a proposal of the program that nobody signed. */
  version: count,
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  definition: labelTemplateSchema,
});
export type LabelTemplateRow = z.infer<typeof template>;

const printers = ['unblinded-pharmacist', 'depot-operator'] as const;
/** All but people of single sites: the list tells of kits and shipments everywhere. */
const viewers = roles.filter((role) => role !== 'site-user');

export const labelContracts = {
  'labels.templates': define({
    kind: 'query',
    summary: 'Label templates in force, and proposals to start from in the languages asked for.',
    input: z.strictObject({ languages: z.array(language).max(12).default(['en']) }),
    output: z.strictObject({
      templates: z.array(template),
      proposals: z.array(template),
      languages: z.array(z.string()),
    }),
    roles: 'signed-in',
  }),
  'labels.defineTemplate': define({
    kind: 'command',
    summary: 'Put a version of a label template in force; it is checked on a sample first.',
    input: z.strictObject({ template: labelTemplateSchema, reason, signature }),
    output: z.strictObject({ version: count }),
    roles: ['unblinded-pharmacist', 'qa'],
    signatures: { count: 1, meaning: 'I approve this label for use in the study' },
  }),
  'labels.preview': define({
    kind: 'query',
    summary: 'A picture of one label, as it will be printed, and what its barcodes hold.',
    input: z.strictObject({
      /** The template in force, or one that is not signed yet. */
      template: z.union([line(40), labelTemplateSchema]),
      kit: line(60).optional(),
      /** Shows the kit with the new date of this extension. */
      campaign: line(40).optional(),
      shipment: identifier.optional(),
    }),
    output: z.strictObject({
      svg: z.string(),
      width: z.number(),
      height: z.number(),
      isSample: z.boolean(),
      barcodes: z.array(
        z.strictObject({ symbology: z.string(), text: z.string(), inWords: z.string() }),
      ),
    }),
    roles: 'signed-in',
  }),
  'labels.count': define({
    kind: 'query',
    summary: 'How many kits a choice comes to, and how many of them have labels already.',
    input: z.strictObject(chosenKits),
    output: z.strictObject({
      kits: count,
      withLabels: count,
      /** Labels issued so far for these kits. */
      labels: count,
      first: z.string().nullable(),
      last: z.string().nullable(),
      /** Kits of the choice that nobody could label now, and why. */
      leftOut: count,
      because: z.array(z.string()),
    }),
    roles: printers,
  }),
  'labels.print': define({
    kind: 'command',
    summary: 'Issue kit labels: recorded kit by kit; a second label of a kit needs a reason.',
    input: z.strictObject({
      template: line(40),
      ...chosenKits,
      copies: count.min(1).max(4).default(1),
      reason: reason.optional(),
    }),
    output: issued,
    roles: printers,
  }),
  'labels.printShipper': define({
    kind: 'command',
    summary: 'Issue shipper labels of a packed shipment; a second time needs a reason.',
    input: z.strictObject({
      template: line(40),
      shipment: identifier,
      copies: count.min(1).max(4).default(1),
      reason: reason.optional(),
    }),
    output: issued,
    roles: printers,
  }),
  'labels.file': define({
    kind: 'query',
    runs: 'beside',
    summary: 'The issued labels as PDF; the first may start at a later place of a used sheet.',
    input: z.strictObject({
      issue: line(40),
      firstPlace: count.min(1).max(200).default(1),
      job: line(60).optional(),
    }),
    output: file,
    roles: printers,
  }),
  'labels.page': define({
    kind: 'query',
    summary: 'Labels issued so far, latest first.',
    input: z.strictObject(page),
    output: z.strictObject({ total: count, rows: z.array(issue) }),
    roles: viewers,
  }),
  'labels.export': define({
    kind: 'query',
    summary: 'The labels issued so far as CSV or XLSX, a row an issue or a row a kit.',
    input: z.strictObject({
      by: z.enum(['issue', 'kit']).default('issue'),
      format: z.enum(['csv', 'xlsx']).default('csv'),
    }),
    output: file,
    roles: viewers,
  }),
  'barcodes.read': define({
    kind: 'query',
    runs: 'beside',
    summary: 'Every barcode in a PNG or JPEG picture; nothing is stored or sent anywhere.',
    input: z.strictObject({ picture: z.string().min(1).max(24_000_000) }),
    output: z.strictObject({
      barcodes: z.array(z.strictObject({ symbology: z.string(), text: z.string() })),
    }),
    roles: 'signed-in',
  }),
} as const;
