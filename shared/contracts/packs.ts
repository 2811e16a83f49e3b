import { z } from 'zod';
import { releaseModes } from '../domain/backup/pack-terms.ts';
import { mostLayers } from '../domain/backup/release-challenge.ts';
import { count, file, identifier, line, nothing, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const device = z.strictObject({
  device: z.string(),
  site: z.string(),
  /** As the site reads it out. */
  fingerprint: z.string(),
  enrolledAt: z.string(),
});

const packStratum = z.strictObject({
  stratum: z.string(),
  words: z.string(),
  envelopes: count,
  /** Envelopes whose opening has come home. */
  used: count,
});

const packCard = z.strictObject({
  pack: z.string(),
  site: z.string(),
  siteName: z.string(),
  device: z.string(),
  list: z.string(),
  /** The cohort that the list serves alone, or null. */
  cohort: z.string().nullable(),
  release: z.enum(releaseModes),
  layers: count,
  validFrom: z.string(),
  validUntil: z.string(),
  issuedAt: z.string(),
  status: z.enum(['issued', 'revoked', 'returned']),
  statusAt: z.string(),
  environment: z.enum(['PROD', 'UAT']),
  digest: z.string(),
  merkleRoot: z.string(),
  envelopes: count,
  used: count,
  returned: count,
  /** Kits that lie in envelopes now. */
  kits: count,
  /** Whether the site's record says that the unopened envelopes were given back. */
  surrendered: z.boolean(),
});
export type PackCard = z.infer<typeof packCard>;

const release = z.strictObject({
  at: z.string(),
  offsetMinutes: z.number().int(),
  printedName: z.string(),
  envelope: count,
  layer: count,
  subject: z.string(),
  challenge: z.string(),
});

export const packContracts = {
  'packs.devices': define({
    kind: 'query',
    summary: 'Machines of sites that packs can be made for.',
    input: nothing,
    output: z.strictObject({ devices: z.array(device) }),
    roles: 'signed-in',
  }),
  'packs.readRequest': define({
    kind: 'query',
    summary: 'What a request code of a site machine says, with the fingerprint to compare.',
    input: z.strictObject({ request: z.string().trim().min(1).max(1000) }),
    output: z.strictObject({ device: z.string(), fingerprint: z.string(), enrolled: z.boolean() }),
    roles: ['unblinded-pharmacist'],
  }),
  'packs.enrol': define({
    kind: 'command',
    summary: 'Enrol the machine of a site after its fingerprint was compared.',
    input: z.strictObject({
      site: line(40),
      request: z.string().trim().min(1).max(1000),
      /** As the site reads it out; spaces and small letters do not matter. */
      fingerprint: line(60),
      signature,
    }),
    output: device,
    roles: ['unblinded-pharmacist'],
    signatures: { count: 1, meaning: 'I enrol this machine for backup randomization' },
  }),
  'packs.options': define({
    kind: 'query',
    summary: 'What a pack for a site can be made from: lists, free slots by stratum, its machines.',
    input: z.strictObject({ site: line(40) }),
    output: z.strictObject({
      devices: z.array(device),
      lists: z.array(
        z.strictObject({
          list: z.string(),
          kind: z.enum(['live-list', 'backup-list']),
          cohort: z.string().nullable(),
          strata: z.array(z.strictObject({ stratum: z.string(), words: z.string(), free: count })),
        }),
      ),
      /** Why no list is offered, or null. */
      problem: z.string().nullable(),
      visit: z.string(),
      /** Free kits of any type at the site. */
      kitsAtSite: count,
    }),
    roles: ['unblinded-pharmacist'],
  }),
  'packs.issue': define({
    kind: 'command',
    summary: 'Reserve slots and kits of a site for sealed envelopes.',
    input: z.strictObject({
      pack: identifier,
      site: line(40),
      device: line(60),
      /** The list in use when it is stratified by site; a locked reserve list otherwise. */
      list: identifier.optional(),
      envelopesPerStratum: z.number().int().min(0).max(400),
      /** Other numbers for single strata. */
      strata: z
        .array(
          z.strictObject({
            stratum: z.string().max(400),
            envelopes: z.number().int().min(0).max(400),
          }),
        )
        .max(400)
        .default([]),
      /** Kits (or sets of kits) an envelope: the first, and replacements for unusable ones. */
      layers: z.number().int().min(1).max(mostLayers).default(2),
      release: z.enum(releaseModes),
      /** Printed names of those at the site who open envelopes together; at least two where two do. */
      people: z.array(line(120)).max(20).default([]),
      validFrom: z.iso.datetime({ precision: 3 }),
      validUntil: z.iso.datetime({ precision: 3 }),
      signature,
    }),
    output: packCard,
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
    signatures: { count: 1, meaning: 'I issue these sealed envelopes' },
  }),
  'packs.file': define({
    kind: 'query',
    summary: 'The pack as a file that only the enrolled machine can open.',
    input: z.strictObject({ pack: identifier }),
    output: file,
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'packs.page': define({
    kind: 'query',
    summary: 'Packs, the newest first.',
    input: z.strictObject({
      site: line(40).optional(),
      status: z.enum(['issued', 'revoked', 'returned']).optional(),
    }),
    output: z.strictObject({ packs: z.array(packCard) }),
    roles: 'signed-in',
  }),
  'packs.get': define({
    kind: 'query',
    summary: 'One pack: strata, releases by telephone, and what came home.',
    input: z.strictObject({ pack: identifier }),
    output: z.strictObject({
      pack: packCard,
      strata: z.array(packStratum),
      releases: z.array(release),
      /** Who opens envelopes together; the code of each, for that person alone, where the viewer may give it. */
      people: z.array(z.strictObject({ name: z.string(), code: z.string().nullable() })),
      consoleFingerprint: z.string(),
    }),
    roles: 'signed-in',
  }),
  'packs.revoke': define({
    kind: 'command',
    summary: 'Declare a pack invalid: what is opened from now on is judged late.',
    input: z.strictObject({ pack: identifier, reason, signature }),
    output: packCard,
    roles: ['unblinded-pharmacist'],
    signatures: { count: 1, meaning: 'I revoke this pack' },
  }),
  'packs.return': define({
    kind: 'command',
    summary: 'Close a pack: unopened slots stay unused for good, their kits are free again.',
    input: z.strictObject({
      pack: identifier,
      reason,
      /** The site can no longer give them back, e.g. because its machine is lost. */
      withoutSurrender: z.boolean().default(false),
      signature,
    }),
    output: packCard,
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
    signatures: { count: 1, meaning: 'I close this pack' },
  }),
  'packs.answerChallenge': define({
    kind: 'command',
    summary: 'Answer a challenge that a site reads out with the release code for one layer.',
    input: z.strictObject({
      /** Left out: the pack is found by the challenge. */
      pack: identifier.optional(),
      challenge: line(40),
      subject: identifier,
    }),
    output: z.strictObject({
      pack: z.string(),
      site: z.string(),
      siteName: z.string(),
      envelope: count,
      layer: count,
      subject: z.string(),
      code: z.string(),
      /** One line a group, for reading out. */
      words: z.array(z.string()),
      /** How often this very layer was asked for before. */
      answeredBefore: count,
      warnings: z.array(z.string()),
    }),
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
} as const;
