import { z } from 'zod';
import {
  count,
  file,
  identifier,
  isoDate,
  line,
  nothing,
  page,
  reason,
  signature,
} from './common.ts';
import { define } from './procedure.ts';

const account = z.strictObject({
  received: z.number().int(),
  onHand: z.number().int(),
  dispensed: z.number().int(),
  returnedOut: z.number().int(),
  lost: z.number().int(),
  destroyed: z.number().int(),
});

const placeAccount = z.strictObject({
  place: z.string(),
  name: z.string(),
  kind: z.enum(['depot', 'site']),
  kits: account,
  /** Null where units are not known to the person, or there are too many kits to read them all. */
  units: account.nullable(),
  /** In words; empty when received equals the sum of the rest. */
  imbalances: z.array(z.string()),
  toReconcile: count,
  openDiscrepancies: count,
  /** Last day that two people signed for and that still stands as signed. */
  signedUntil: isoDate.nullable(),
});
export type PlaceAccountRow = z.infer<typeof placeAccount>;

const kitRow = z.strictObject({
  number: z.string(),
  status: z.string(),
  place: z.string(),
  lot: z.string(),
  subject: z.string().nullable(),
  visit: z.string().nullable(),
  dispensedAt: z.string().nullable(),
  /** Units dispensed; null where the person may not know them. */
  dispensed: z.number().int().nullable(),
  returned: z.number().int().nullable(),
  lost: z.number().int().nullable(),
  used: z.number().int().nullable(),
  returnedAt: z.string().nullable(),
  countedBy: z.string().nullable(),
  corrections: count,
  second: z.number().int().nullable(),
  secondBy: z.string().nullable(),
  destruction: z.string().nullable(),
  /** Null for a blinded person. */
  kitType: z.string().nullable(),
});
export type AccountKitRow = z.infer<typeof kitRow>;

const subjectRow = z.strictObject({
  subject: z.string(),
  site: z.string(),
  status: z.string(),
  kits: count,
  kitsReturned: count,
  kitsAwaited: count,
  /** Units; null where the person may not know them. */
  dispensed: z.number().int().nullable(),
  returned: z.number().int(),
  lost: z.number().int(),
  used: z.number().int().nullable(),
  countsOpen: count,
});
export type AccountSubjectRow = z.infer<typeof subjectRow>;

const finding = z.strictObject({
  kind: z.enum(['return-awaited', 'second-count', 'counts-differ', 'units-lost', 'kit-missing']),
  place: z.string(),
  kit: z.string(),
  subject: z.string().nullable(),
  words: z.string(),
  at: z.string(),
  discrepancy: z.string().nullable(),
});
export type AccountFinding = z.infer<typeof finding>;

const discrepancy = z.strictObject({
  discrepancy: z.string(),
  place: z.string(),
  kit: z.string().nullable(),
  subject: z.string().nullable(),
  what: z.string(),
  owner: z.string(),
  raisedAt: z.string(),
  raisedBy: z.string(),
  status: z.enum(['open', 'resolved']),
  resolution: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  resolvedBy: z.string().nullable(),
});
export type DiscrepancyRow = z.infer<typeof discrepancy>;

const destruction = z.strictObject({
  destruction: z.string(),
  place: z.string(),
  method: z.string(),
  on: isoDate,
  kits: count,
  by: z.string(),
  witness: z.string(),
  at: z.string(),
});

const period = z.strictObject({
  place: z.string(),
  from: isoDate,
  until: isoDate,
  /** Of the record as it is now. */
  digest: z.string(),
  facts: count,
  /** `signed`: pharmacist and monitor signed this very record; `changed`: they signed an earlier one. */
  status: z.enum(['unsigned', 'half-signed', 'signed', 'changed']),
  signatures: z.array(
    z.strictObject({
      part: z.enum(['pharmacist', 'monitor']),
      printedName: z.string(),
      meaning: z.string(),
      at: z.string(),
      /** False when the record has changed since. */
      stands: z.boolean(),
    }),
  ),
});
export type AccountPeriodRow = z.infer<typeof period>;

const units = z.number().int().min(0).max(10_000);
const numbers = z.array(line(40)).min(1).max(500);
const takers = ['unblinded-pharmacist', 'site-user'] as const;
const handlers = ['unblinded-pharmacist', 'depot-operator', 'site-user'] as const;
const accountable = [...handlers, 'qa'] as const;
const format = z.enum(['csv', 'xlsx']).default('csv');

export const accountabilityContracts = {
  'accountability.places': define({
    kind: 'query',
    summary:
      'Accounts of depots, sites and the study in kits and units, with whether they balance.',
    input: nothing,
    output: z.strictObject({
      places: z.array(placeAccount),
      /** Null for people of certain sites, who see what these answer for. */
      study: z
        .strictObject({
          kits: account,
          units: account.nullable(),
          imbalances: z.array(z.string()),
        })
        .nullable(),
      /** Why units are not shown; null when they are. */
      unitsHidden: z.enum(['need-key', 'too-many-kits']).nullable(),
      unitName: z.string(),
    }),
    roles: 'signed-in',
  }),
  'accountability.subjects': define({
    kind: 'query',
    summary: 'What subjects got, brought back, lost and used, in kits and units.',
    input: z.strictObject({
      search: z.string().max(60).optional(),
      site: line(40).optional(),
      ...page,
    }),
    output: z.strictObject({
      total: count,
      rows: z.array(subjectRow),
      unitName: z.string(),
    }),
    roles: 'signed-in',
  }),
  'accountability.kits': define({
    kind: 'query',
    summary: 'The kits behind an account: of a subject, or at a place, with units and counts.',
    input: z.strictObject({
      subject: identifier.optional(),
      place: line(40).optional(),
      bucket: z.enum(['onHand', 'dispensed', 'lost', 'destroyed']).optional(),
      /** One kit by its number, e.g. as scanned. */
      number: line(40).optional(),
      ...page,
    }),
    output: z.strictObject({ total: count, rows: z.array(kitRow), unblinded: z.boolean() }),
    roles: 'signed-in',
  }),
  'accountability.findings': define({
    kind: 'query',
    summary: 'What does not add up yet or is still awaited, and the discrepancies raised.',
    input: z.strictObject({ place: line(40).optional(), limit: page.limit }),
    output: z.strictObject({
      total: count,
      findings: z.array(finding),
      discrepancies: z.array(discrepancy),
    }),
    roles: 'signed-in',
  }),
  'accountability.periods': define({
    kind: 'query',
    summary: 'The accountability periods of a place, and whether their signatures still stand.',
    input: z.strictObject({
      place: line(40),
      /** A period to look at before it is signed. */
      from: isoDate.optional(),
      until: isoDate.optional(),
    }),
    output: z.strictObject({ periods: z.array(period), proposed: period.nullable() }),
    roles: 'signed-in',
  }),
  'accountability.destructions': define({
    kind: 'query',
    summary: 'What was destroyed, where, how, by whom and before whose eyes.',
    input: z.strictObject({ place: line(40).optional() }),
    output: z.strictObject({ destructions: z.array(destruction) }),
    roles: 'signed-in',
  }),
  'accountability.certificate': define({
    kind: 'query',
    summary: 'The certificate of a destruction as PDF: kits, units, method, place, day, witness.',
    input: z.strictObject({ destruction: identifier }),
    output: file,
    roles: 'signed-in',
  }),
  'accountability.export': define({
    kind: 'query',
    summary:
      'Accountability as CSV or XLSX: drug accountability in the shape of SDTM DA, kits, subjects, or places.',
    input: z.strictObject({ table: z.enum(['da', 'kits', 'subjects', 'places']), format }),
    output: file,
    roles: 'signed-in',
  }),
  'accountability.returnUnits': define({
    kind: 'command',
    summary: 'Take back kits of a subject with the units counted in each, and those known lost.',
    input: z.strictObject({
      subject: identifier,
      kits: z
        .array(z.strictObject({ number: line(40), returned: units, lost: units.default(0) }))
        .min(1)
        .max(500),
      note: z.string().trim().max(500).default(''),
    }),
    output: z.strictObject({ kits: count, returned: count, lost: count }),
    roles: takers,
  }),
  'accountability.countAgain': define({
    kind: 'command',
    summary:
      'Count returned kits a second time, by another person; a different count raises a discrepancy.',
    input: z.strictObject({
      kits: z
        .array(z.strictObject({ number: line(40), counted: units }))
        .min(1)
        .max(500),
    }),
    output: z.strictObject({ counted: count, discrepancies: z.array(z.string()) }),
    roles: ['qa', 'unblinded-pharmacist'],
  }),
  'accountability.correct': define({
    kind: 'command',
    summary: 'Correct the units counted in a returned kit, with a reason.',
    input: z.strictObject({ number: line(40), returned: units, lost: units, reason }),
    output: nothing,
    roles: takers,
  }),
  'accountability.setAside': define({
    kind: 'command',
    summary: 'Set kits aside for destruction, with a reason.',
    input: z.strictObject({ numbers, reason }),
    output: z.strictObject({ changed: count }),
    roles: handlers,
  }),
  'accountability.destroy': define({
    kind: 'command',
    summary: 'Record the destruction of kits set aside for it; a second person signs as witness.',
    input: z.strictObject({
      place: line(40),
      numbers,
      method: line(200),
      on: isoDate,
      note: z.string().trim().max(500).default(''),
      signature,
    }),
    output: z.strictObject({ destruction: z.string(), kits: count }),
    roles: accountable,
    signatures: { count: 1, meaning: 'I witnessed the destruction of these kits' },
  }),
  'accountability.raise': define({
    kind: 'command',
    summary: 'Raise a discrepancy with an owner who resolves it.',
    input: z.strictObject({
      place: line(40),
      kit: line(40).optional(),
      subject: identifier.optional(),
      what: reason,
      owner: line(40),
    }),
    output: z.strictObject({ discrepancy: z.string() }),
    roles: accountable,
  }),
  'accountability.resolve': define({
    kind: 'command',
    summary: 'Resolve a discrepancy: by its owner, an unblinded pharmacist or quality assurance.',
    input: z.strictObject({ discrepancy: identifier, resolution: reason }),
    output: nothing,
    roles: accountable,
  }),
  'accountability.sign': define({
    kind: 'command',
    summary:
      'Sign the accountability of a place for a period, as pharmacist or as monitor (quality assurance).',
    input: z.strictObject({ place: line(40), from: isoDate, until: isoDate, signature }),
    output: period,
    roles: ['unblinded-pharmacist', 'site-user', 'qa'],
    signatures: { count: 1, meaning: 'I have reconciled the kits and units of this period' },
  }),
} as const;
