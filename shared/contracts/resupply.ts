import { z } from 'zod';
import { count, file, identifier, isoDate, line, nothing, reason, signature } from './common.ts';
import { define } from './procedure.ts';
import { adjustment, siteProposal } from './resupply-proposal.ts';
import { resupplySettings } from './resupply-settings.ts';
import { resupplySimulationContracts } from './resupply-simulation.ts';

const sites = z.array(line(40)).min(1).max(5000).optional();
const planners = ['unblinded-pharmacist', 'supply-planner'] as const;
const readers = [...planners, 'qa', 'inspector'] as const;

const signedSettings = z.strictObject({
  settings: resupplySettings,
  entry: count,
  at: z.string(),
  by: z.string(),
});

const runRow = z.strictObject({
  run: z.string(),
  entry: count,
  at: z.string(),
  offsetMinutes: z.number().int(),
  by: z.string(),
  /** Null for runs made before there were proposals. */
  proposal: z.string().nullable(),
  settingsEntry: count,
  sites: count,
  shipments: z.array(z.string()),
  adjusted: count,
});
export type ResupplyRunRow = z.infer<typeof runRow>;

export const resupplyContracts = {
  ...resupplySimulationContracts,
  'resupply.get': define({
    kind: 'query',
    summary: 'The resupply settings in force and when they were signed; null before the first.',
    input: nothing,
    output: z.strictObject({ inForce: signedSettings.nullable() }),
    roles: [...readers],
  }),
  'resupply.history': define({
    kind: 'query',
    summary: 'All resupply settings that were ever signed, the latest first.',
    input: nothing,
    output: z.strictObject({
      versions: z.array(signedSettings.extend({ reason: z.string(), offsetMinutes: z.number() })),
    }),
    roles: [...readers],
  }),
  'resupply.setParameters': define({
    kind: 'command',
    summary: 'Put resupply settings in force; a signature approves them.',
    input: z.strictObject({ settings: resupplySettings, reason, signature }),
    output: nothing,
    roles: [...planners],
    signatures: { count: 1, meaning: 'I approve these resupply settings' },
  }),
  'resupply.propose': define({
    kind: 'query',
    summary: 'What a resupply run would send now, each quantity with its arithmetic.',
    /** `settings` proposes with others than those in force; they are not recorded. */
    input: z.strictObject({ sites, settings: resupplySettings.optional() }),
    output: z.strictObject({
      /** Entry of the settings in force; null when others were given. */
      settingsEntry: count.nullable(),
      today: isoDate,
      /** The next day on which a run is due, today included. */
      nextRun: isoDate.nullable(),
      sites: z.array(siteProposal),
    }),
    roles: [...planners],
    needs: 'unblinding-key',
  }),
  'resupply.prepare': define({
    kind: 'command',
    summary: 'Prepare a proposal for sign-off; it takes the place of one that still waits.',
    /** `scheduled`: refused unless a run is due now and none was prepared or made today. */
    input: z.strictObject({ sites, scheduled: z.boolean().default(false) }),
    output: z.strictObject({ proposal: z.string(), shipments: count, kits: count }),
    roles: [...planners],
    needs: 'unblinding-key',
  }),
  'resupply.pending': define({
    kind: 'query',
    summary: 'The proposal that waits for a signature, and when the next run is due.',
    input: nothing,
    output: z.strictObject({
      hasSettings: z.boolean(),
      today: isoDate,
      isDue: z.boolean(),
      /** The next day of a run, today included unless it was made; null without settings or days. */
      nextRun: isoDate.nullable(),
      runAt: z.string(),
      proposal: z
        .strictObject({
          proposal: z.string(),
          day: isoDate,
          at: z.string(),
          offsetMinutes: z.number().int(),
          by: z.string(),
          scheduled: z.boolean(),
          settingsEntry: count,
          sites: z.array(siteProposal),
          /** Why it can no longer be signed as it is; empty while it can. */
          outdated: z.array(z.string()),
        })
        .nullable(),
    }),
    roles: [...planners],
    needs: 'unblinding-key',
  }),
  'resupply.discard': define({
    kind: 'command',
    summary: 'Discard the proposal that waits; nothing is sent.',
    input: z.strictObject({ proposal: identifier, reason }),
    output: nothing,
    roles: [...planners],
    needs: 'unblinding-key',
  }),
  'resupply.run': define({
    kind: 'command',
    summary:
      'Sign the proposal that waits, with the adjusted quantities, and request its shipments.',
    input: z.strictObject({
      proposal: identifier,
      adjustments: z.array(adjustment).max(5000).default([]),
      signature,
    }),
    output: z.strictObject({
      run: z.string(),
      shipments: z.array(z.strictObject({ shipment: z.string(), to: z.string(), count })),
    }),
    roles: [...planners],
    needs: 'unblinding-key',
    signatures: { count: 1, meaning: 'I approve this resupply run' },
  }),
  'resupply.runs': define({
    kind: 'query',
    summary: 'Past resupply runs, the latest first.',
    input: z.strictObject({
      offset: count.default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.strictObject({ total: count, rows: z.array(runRow) }),
    roles: [...readers],
  }),
  'resupply.replay': define({
    kind: 'lifecycle',
    summary:
      'A past run as it was recorded, made again from the ledger as it was just before, and whether both agree.',
    input: z.strictObject({ run: identifier, job: line(60).optional() }),
    output: z.strictObject({
      run: z.string(),
      at: z.string(),
      by: z.string(),
      settingsEntry: count,
      /** The rule of this program makes the recorded quantities from the recorded numbers. */
      agrees: z.boolean(),
      /** The ledger up to the proposal gives the recorded numbers again. */
      ledgerAgrees: z.boolean(),
      differences: z.array(z.string()),
      sites: z.array(siteProposal),
      adjustments: z.array(adjustment),
    }),
    roles: [...planners],
    needs: 'unblinding-key',
    runs: 'beside',
  }),
  'resupply.export': define({
    kind: 'query',
    summary: 'The lines of the waiting proposal, or of a run, with their arithmetic as a file.',
    input: z.strictObject({ format: z.enum(['csv', 'xlsx']), run: identifier.optional() }),
    output: file,
    roles: [...planners],
    needs: 'unblinding-key',
  }),
} as const;
