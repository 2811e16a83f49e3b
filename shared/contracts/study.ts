import { z } from 'zod';
import { fileInput, line, nothing, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const definitionIssue = z.strictObject({
  file: z.string(),
  path: z.string(),
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
  found: z.string(),
  expected: z.string(),
  next: z.string(),
});

const place = z.strictObject({
  id: z.string(),
  kind: z.enum(['depot', 'site']),
  name: z.string(),
  region: z.string().nullable(),
  country: z.string(),
  zone: z.string(),
  status: z.string(),
  kits: z.number().int(),
  subjects: z.number().int(),
});
export type PlaceRow = z.infer<typeof place>;

export const studyContracts = {
  'study.check': define({
    kind: 'lifecycle',
    summary: 'Read a study definition (YAML or JSON) and report every problem with its line.',
    input: z.strictObject({ definition: fileInput }),
    output: z.strictObject({
      issues: z.array(definitionIssue),
      /** The parsed definition, or null when there are issues. */
      definition: z.json().nullable(),
    }),
    roles: 'anyone',
  }),
  'study.get': define({
    kind: 'query',
    summary: 'The study definition in force and its earlier versions.',
    input: z.strictObject({ version: z.number().int().min(1).optional() }),
    output: z.strictObject({
      version: z.number().int(),
      definition: z.json(),
      text: z.string(),
      versions: z.array(
        z.strictObject({
          version: z.number().int(),
          at: z.string(),
          by: z.string(),
          reason: z.string(),
          changes: z.array(z.string()),
        }),
      ),
    }),
    roles: 'signed-in',
  }),
  'study.amend': define({
    kind: 'command',
    summary: 'Put a new version of the study definition in force; earlier versions stay.',
    input: z.strictObject({ definition: fileInput, reason, signature }),
    output: z.strictObject({ version: z.number().int(), changes: z.array(z.string()) }),
    roles: ['administrator', 'unblinded-pharmacist'],
    signatures: { count: 1, meaning: 'I approve this version of the study definition' },
  }),
  'study.places': define({
    kind: 'query',
    summary: 'Depots and sites with what they hold.',
    input: nothing,
    output: z.strictObject({ places: z.array(place) }),
    roles: 'signed-in',
  }),
  'study.setSiteStatus': define({
    kind: 'command',
    summary: 'Open or close a site for randomization.',
    input: z.strictObject({ site: line(40), status: z.enum(['active', 'closed']), reason }),
    output: nothing,
    roles: ['administrator', 'unblinded-pharmacist'],
  }),
} as const;
