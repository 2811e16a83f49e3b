import { z } from 'zod';
import { custodyParts, custodyUses, openingStates } from '../domain/custody/opening.ts';
import { count, file, identifier, nothing, page, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const opening = z.strictObject({
  code: z.string(),
  part: z.enum(custodyParts),
  use: z.enum(custodyUses),
  list: z.string().nullable(),
  state: z.enum(openingStates),
  requestedBy: z.string(),
  /** Whether the person who asks now requested it. */
  isMine: z.boolean(),
  requestedAt: z.string(),
  reason: z.string(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  until: z.string().nullable(),
  closedAt: z.string().nullable(),
  looks: z.array(z.strictObject({ by: z.string(), at: z.string(), what: z.string(), rows: count })),
});
export type Opening = z.infer<typeof opening>;

const filter = {
  part: z.enum(custodyParts).optional(),
  use: z.enum(custodyUses).optional(),
  list: identifier.optional(),
  /** Only what the person who asks requested. */
  mine: z.literal(true).optional(),
};

const custodians = ['unblinded-pharmacist', 'unblinded-statistician'] as const;
const readers = [...custodians, 'supply-planner', 'qa', 'inspector', 'administrator'] as const;

export const custodyContracts = {
  'custody.page': define({
    kind: 'query',
    summary: 'Openings of lists, seeds and the map of kits, with every look under each.',
    input: z.strictObject({ ...filter, ...page }),
    output: z.strictObject({
      total: count,
      rows: z.array(opening),
      /** Minutes for which an opening lasts. */
      openForMinutes: count,
    }),
    roles: readers,
  }),
  'custody.export': define({
    kind: 'query',
    summary: 'The register of custody as CSV or XLSX, one row a look; no arm.',
    input: z.strictObject({ format: z.enum(['csv', 'xlsx']) }),
    output: file,
    roles: readers,
  }),
  'custody.request': define({
    kind: 'command',
    summary: 'Ask to open a list, a seed or the map of kits; another custodian grants it.',
    input: z.strictObject({
      part: z.enum(custodyParts),
      use: z.enum(custodyUses),
      /** The list; left out for the map of kits. */
      list: identifier.optional(),
      reason,
      signature,
    }),
    output: opening,
    roles: custodians,
    needs: 'unblinding-key',
    signatures: { count: 1, meaning: 'I ask to open this' },
  }),
  'custody.grant': define({
    kind: 'command',
    summary: 'Grant an opening that somebody else asked for; it ends by itself.',
    input: z.strictObject({ opening: identifier, signature }),
    output: opening,
    roles: custodians,
    needs: 'unblinding-key',
    signatures: { count: 1, meaning: 'I grant this opening' },
  }),
  'custody.decline': define({
    kind: 'command',
    summary: 'Decline an opening, or take back one’s own request.',
    input: z.strictObject({ opening: identifier, reason }),
    output: opening,
    roles: custodians,
    needs: 'unblinding-key',
  }),
  'custody.close': define({
    kind: 'command',
    summary: 'End an opening before its time.',
    input: z.strictObject({ opening: identifier }),
    output: opening,
    roles: custodians,
    needs: 'unblinding-key',
  }),
  'custody.exportList': define({
    kind: 'command',
    summary: 'A list with its arms as CSV, under an opening for it; one file an opening.',
    input: z.strictObject({ list: identifier }),
    output: file,
    roles: custodians,
    needs: 'unblinding-key',
    reply: 'once',
  }),
  'custody.exportMap': define({
    kind: 'command',
    summary: 'Every kit with its type as CSV, under an opening of the map; one file an opening.',
    input: nothing,
    output: file,
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
    reply: 'once',
  }),
  'custody.exportDrugAccounts': define({
    kind: 'command',
    summary:
      'Drug accountability (SDTM DA) with every amount and unit as CSV, under an opening of the map; one file an opening.',
    input: nothing,
    output: file,
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
    reply: 'once',
  }),
} as const;
