import { z } from 'zod';
import { verdictKinds } from '../domain/backup/verdict-kinds.ts';
import { releaseModes, unusableConditions } from '../domain/backup/pack-terms.ts';
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

const upload = {
  /** The bundle as a file, or … */
  file: fileInput.optional(),
  /** … its parts as scanned, in any order. */
  parts: z.array(z.string().max(4000)).max(2000).optional(),
};

const gap = z.strictObject({ from: count, to: count });
const fork = z.strictObject({
  after: count,
  kind: z.enum(['clone', 'restore']),
  epochs: z.array(count),
});

const chainState = z.strictObject({
  device: z.string(),
  site: z.string(),
  known: z.boolean(),
  entries: count,
  /** Last entry up to which the record is whole. */
  upTo: count,
  gaps: z.array(gap),
  forks: z.array(fork),
});
export type SiteChainState = z.infer<typeof chainState>;

const finding = z.strictObject({ kind: z.enum(verdictKinds), because: z.string() });

const row = z.strictObject({
  key: z.string(),
  subject: z.string(),
  site: z.string(),
  pack: z.string(),
  envelope: count,
  stratum: z.string(),
  stratumWords: z.string(),
  at: z.string(),
  offsetMinutes: z.number().int(),
  kits: z.array(z.string()),
  verdict: z.enum(verdictKinds),
  findings: z.array(finding),
  /** What is to be known of it and does not stand against it. */
  notes: z.array(z.string()).optional(),
  state: z.enum(['waiting', 'recorded', 'open', 'resolved']),
  recorded: z.boolean(),
  decision: z.enum(['accept', 'annotate', 'void']).nullable(),
});
export type ReconciliationRow = z.infer<typeof row>;

const assignment = row.extend({
  randomizationNumber: z.string(),
  consent: z.strictObject({ version: z.string(), at: z.string() }),
  gates: z.array(z.string()),
  factors: z.array(z.strictObject({ factor: z.string(), value: z.string() })),
  openings: z.array(
    z.strictObject({
      layer: count,
      kits: z.array(z.string()),
      at: z.string(),
      offsetMinutes: z.number().int(),
      mode: z.enum(releaseModes),
      second: z.string().nullable(),
      openedBy: z.string(),
      /** Whether the console's log has the release of this layer; null where none was needed. */
      released: z.boolean().nullable(),
    }),
  ),
  unusable: z.array(
    z.strictObject({
      kits: z.array(z.string()),
      condition: z.enum(unusableConditions),
      note: z.string(),
    }),
  ),
  correction: z
    .strictObject({
      stratum: z.string(),
      stratumWords: z.string(),
      reason: z.string(),
      /** The values as the site corrected them; those that it did not touch are not among them. */
      factors: z.array(z.strictObject({ factor: z.string(), value: z.string() })),
    })
    .nullable(),
  device: z.string(),
  sequence: count,
  epoch: count,
  skewMs: z.number().int(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** What the console holds beside it. */
  console: z.strictObject({
    subject: z.strictObject({ site: z.string(), at: z.string(), number: z.string() }).nullable(),
    kits: z.array(z.strictObject({ number: z.string(), state: z.string() })),
    /** Of the envelope; null for one that no pack has. */
    stratumWords: z.string().nullable(),
    pack: z
      .strictObject({
        status: z.enum(['issued', 'revoked', 'returned']),
        statusAt: z.string(),
        validFrom: z.string(),
        validUntil: z.string(),
      })
      .nullable(),
  }),
  /** Decisions that are possible now. */
  decisions: z.array(
    z.strictObject({
      decision: z.enum(['accept', 'annotate', 'void']),
      effect: z.string(),
    }),
  ),
});

const tally = z.strictObject({
  verdict: z.enum(verdictKinds),
  state: z.enum(['waiting', 'recorded', 'open', 'resolved']),
  assignments: count,
});

export const reconciliationContracts = {
  'bundles.inspect': define({
    kind: 'query',
    summary: 'What a record of a site holds and whether it is genuine, without taking it in.',
    input: z.strictObject(upload),
    output: z.strictObject({
      digest: z.string(),
      pack: z.string(),
      site: z.string(),
      device: z.string(),
      deviceKnown: z.boolean(),
      packKnown: z.boolean(),
      epoch: count,
      first: count,
      last: count,
      entries: count,
      /** Entries that are not here yet. */
      added: count,
      imported: z.boolean(),
      kinds: z.array(z.strictObject({ kind: z.string(), entries: count })),
    }),
    roles: ['unblinded-pharmacist', 'qa'],
    needs: 'unblinding-key',
  }),
  'bundles.parts': define({
    kind: 'query',
    summary: 'Which scanned parts of a record are still missing.',
    input: z.strictObject({ parts: z.array(z.string().max(4000)).min(1).max(2000) }),
    output: z.strictObject({ total: count, missing: z.array(count) }),
    roles: ['unblinded-pharmacist'],
  }),
  'bundles.import': define({
    kind: 'command',
    summary:
      'Take the record of a site in and judge each assignment; the same record twice changes nothing.',
    input: z.strictObject(upload),
    output: z.strictObject({
      added: count,
      /** Nothing in it was new. */
      repeated: z.boolean(),
      chain: chainState,
      judged: z.array(row),
      counts: z.array(tally),
    }),
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'bundles.page': define({
    kind: 'query',
    summary: 'Records that came home, the newest first.',
    input: z.strictObject(page),
    output: z.strictObject({
      total: count,
      rows: z.array(
        z.strictObject({
          digest: z.string(),
          device: z.string(),
          site: z.string(),
          pack: z.string(),
          epoch: count,
          first: count,
          last: count,
          added: count,
          importedAt: z.string(),
        }),
      ),
    }),
    roles: 'signed-in',
  }),
  'reconciliation.summary': define({
    kind: 'query',
    summary: 'How each site’s record stands: gaps, forks, and assignments by verdict.',
    input: nothing,
    output: z.strictObject({
      chains: z.array(chainState),
      counts: z.array(tally),
      /** SHA-256 of all verdicts; the same whatever the order in which records came. */
      digest: z.string(),
    }),
    roles: 'signed-in',
  }),
  'reconciliation.items': define({
    kind: 'query',
    summary: 'Offline assignments with their verdicts.',
    input: z.strictObject({
      state: z.enum(['waiting', 'recorded', 'open', 'resolved']).optional(),
      verdict: z.enum(verdictKinds).optional(),
      site: line(40).optional(),
      pack: identifier.optional(),
      ...page,
    }),
    output: z.strictObject({ total: count, rows: z.array(row) }),
    roles: 'signed-in',
  }),
  'reconciliation.get': define({
    kind: 'query',
    summary: 'One offline assignment with the evidence of both sides.',
    input: z.strictObject({ key: line(64) }),
    output: assignment,
    roles: 'signed-in',
  }),
  'reconciliation.resolve': define({
    kind: 'command',
    summary:
      'Decide about an assignment that did not match; nothing in the site’s record is altered.',
    input: z.strictObject({
      key: line(64),
      /** `accept`: it stands and takes effect; `annotate`: it stays as it is, recorded or in the trail alone; `void`: it is not valid. */
      decision: z.enum(['accept', 'annotate', 'void']),
      reason,
      signature,
    }),
    output: row,
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
    signatures: { count: 1, meaning: 'I decide about this offline assignment' },
  }),
  'reconciliation.report': define({
    kind: 'query',
    summary: 'The reconciliation of one site as PDF for its file; no arm.',
    input: z.strictObject({ site: line(40) }),
    output: file,
    roles: 'signed-in',
  }),
} as const;
