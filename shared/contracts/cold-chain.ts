import { z } from 'zod';
import {
  assessment,
  chartData,
  decisionOfGroup,
  excursionRow,
  excursionStatuses,
  inspectedFile,
  loggerRow,
  readingChoices,
  storageProfile,
  storedProfile,
  watched,
} from './cold-chain-parts.ts';
import {
  count,
  file,
  fileInput,
  identifier,
  line,
  nothing,
  page,
  reason,
  signature,
} from './common.ts';
import { define } from './procedure.ts';

const importers = ['unblinded-pharmacist', 'depot-operator', 'site-user', 'qa'] as const;

const kitAtHand = z.strictObject({
  number: z.string(),
  lot: z.string(),
  status: z.string(),
  place: z.string(),
});

/** What a person confirmed once about tables with these headings. */
const mapping = z.strictObject({
  name: line(60),
  headings: z.array(z.string().max(300)).min(1).max(1024),
  column: line(300),
  dateOrder: z.enum(['day-first', 'month-first']).nullable(),
  zone: line(60).nullable(),
  unit: z.enum(['C', 'F', 'K']).nullable(),
});

const uploaded = {
  file: fileInput,
  choices: readingChoices.default({}),
  watched: watched.default({}),
};

export const coldChainContracts = {
  'storage.profiles': define({
    kind: 'query',
    summary: 'Storage profiles in force with their stability budgets, and examples to start from.',
    input: nothing,
    output: z.strictObject({
      profiles: z.array(storedProfile),
      examples: z.array(storageProfile),
      lots: z.array(z.string()),
    }),
    roles: 'signed-in',
  }),
  'storage.setProfile': define({
    kind: 'command',
    summary: 'Put a storage profile or a new version of one in force, with a signature.',
    input: z.strictObject({ profile: storageProfile, reason, signature }),
    output: z.strictObject({ version: count, kits: count }),
    roles: ['qa', 'unblinded-pharmacist'],
    signatures: { count: 1, meaning: 'I approve this storage profile and its stability budget' },
  }),
  'loggers.preview': define({
    kind: 'query',
    summary: "Read a logger's file and judge it without storing anything.",
    input: z.strictObject(uploaded),
    output: z.strictObject({
      inspected: inspectedFile,
      sha256: z.string(),
      /** Code of the import that already holds this very file. */
      alreadyImported: z.string().nullable(),
      mapping: z.string().nullable(),
      overlaps: z.array(
        z.strictObject({
          file: z.string(),
          from: z.number(),
          to: z.number(),
          same: count,
          different: count,
        }),
      ),
      /** Shipments that name this logger, and those that its readings cover. */
      shipments: z.array(
        z.strictObject({
          shipment: z.string(),
          from: z.string(),
          to: z.string(),
          namesLogger: z.boolean(),
        }),
      ),
      watched: z
        .strictObject({ shipment: z.string().nullable(), place: z.string().nullable() })
        .nullable(),
      chart: chartData,
      assessment: assessment.nullable(),
      /** Judgements without data in whose place an import of this file comes. */
      supersedes: z.array(z.string()),
      /** Why it could not be judged yet. */
      notJudged: z.string().nullable(),
    }),
    roles: importers,
  }),
  'loggers.import': define({
    kind: 'command',
    summary:
      "Keep a logger's file: its readings, its verification and what it means for the kits it watched.",
    input: z.strictObject(uploaded),
    output: z.strictObject({
      file: z.string(),
      excursion: z.string().nullable(),
      isExcursion: z.boolean(),
      kits: count,
      quarantined: count,
    }),
    roles: importers,
  }),
  'loggers.page': define({
    kind: 'query',
    summary: 'Imported logger files, latest first.',
    input: z.strictObject({ search: z.string().max(60).optional(), ...page }),
    output: z.strictObject({ total: count, rows: z.array(loggerRow) }),
    roles: 'signed-in',
  }),
  'loggers.get': define({
    kind: 'query',
    summary: 'One imported file with every reading and every finding.',
    input: z.strictObject({ file: line(40) }),
    output: z.strictObject({
      file: loggerRow,
      warnings: inspectedFile.shape.warnings,
      chart: chartData,
    }),
    roles: 'signed-in',
  }),
  'loggers.export': define({
    kind: 'query',
    summary: 'Every kept reading of an imported file as CSV, times UTC.',
    input: z.strictObject({ file: line(40) }),
    output: file,
    roles: 'signed-in',
  }),
  'loggers.mappings': define({
    kind: 'query',
    summary: 'Column mappings that people confirmed and signed.',
    input: nothing,
    output: z.strictObject({
      mappings: z.array(mapping.extend({ at: z.string(), by: z.string() })),
    }),
    roles: 'signed-in',
  }),
  'loggers.confirmMapping': define({
    kind: 'command',
    summary: 'Remember how tables with these headings are read, with a signature.',
    input: z.strictObject({ mapping, signature }),
    output: z.strictObject({}),
    roles: importers,
    signatures: { count: 1, meaning: 'I confirm how the columns of these files are read' },
  }),
  'excursions.page': define({
    kind: 'query',
    summary: 'Judged logger files and excursions, latest first, and shipments that wait for data.',
    input: z.strictObject({
      status: z.array(z.enum(excursionStatuses)).max(6).optional(),
      ...page,
    }),
    output: z.strictObject({
      total: count,
      rows: z.array(excursionRow),
      open: count,
      /** Shipments whose logger raised an alarm or was not found, without a judgement. */
      waiting: z.array(
        z.strictObject({
          shipment: z.string(),
          to: z.string(),
          logger: z.string().nullable(),
          result: z.string(),
        }),
      ),
    }),
    roles: 'signed-in',
  }),
  'excursions.get': define({
    kind: 'query',
    summary: 'One excursion: readings, arithmetic, kits as they stand, and the decision.',
    input: z.strictObject({ excursion: identifier }),
    output: z.strictObject({
      excursion: excursionRow,
      /** Excursions that were judged without data, in whose place it comes. */
      supersedes: z.array(z.string()),
      assessment,
      profiles: z.array(storedProfile),
      kits: z.array(kitAtHand),
      file: loggerRow.nullable(),
      warnings: inspectedFile.shape.warnings,
      chart: chartData.nullable(),
      decision: z
        .strictObject({
          reason: z.string(),
          outcomes: z.array(decisionOfGroup.extend({ kits: count })),
          signedBy: z.string(),
          meaning: z.string(),
          at: z.string(),
        })
        .nullable(),
    }),
    roles: 'signed-in',
  }),
  'excursions.openWithoutData': define({
    kind: 'command',
    summary: 'Judge a shipment of which no readings exist: its whole way counts as the worst case.',
    input: z.strictObject({ shipment: line(40), reason }),
    output: z.strictObject({ excursion: z.string(), kits: count, quarantined: count }),
    roles: importers,
  }),
  'excursions.decide': define({
    kind: 'command',
    summary:
      'Release or reject the kits of an excursion, with a signature. Beyond tier 1 it needs quality assurance.',
    input: z.strictObject({
      excursion: identifier,
      decisions: z.array(decisionOfGroup).min(1).max(500),
      reason,
      signature,
    }),
    output: z.strictObject({ released: count, rejected: count, unchanged: count }),
    roles: ['qa', 'unblinded-pharmacist'],
    signatures: { count: 1, meaning: 'I decide on the kits of this temperature excursion' },
  }),
  'excursions.evidence': define({
    kind: 'query',
    summary:
      'The evidence pack of an excursion as PDF: chart, readings, verification, arithmetic, decision.',
    input: z.strictObject({ excursion: identifier }),
    output: file,
    roles: 'signed-in',
  }),
} as const;
