import { z } from 'zod';
import { releaseModes, unusableConditions } from '../domain/backup/pack-terms.ts';
import {
  count,
  file,
  fileInput,
  identifier,
  line,
  nothing,
  passphrase,
  reason,
  signature,
} from './common.ts';
import { define } from './procedure.ts';

const person = z.strictObject({ user: line(60), printedName: line(120), passphrase });

/** The code that the study gave this person for packs that two open together. */
const code = line(60).optional();

const gate = z.strictObject({
  id: z.string(),
  kind: z.enum(['inclusion', 'exclusion']),
  text: z.string(),
});

const factor = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['level', 'number', 'date']),
  levels: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  unit: z.string().nullable(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
});

const subjectAtSite = z.strictObject({
  subject: z.string(),
  state: z.enum(['begun', 'opened', 'unusable', 'dispensed']),
  pack: z.string(),
  envelope: count,
  stratum: z.string(),
  stratumWords: z.string(),
  /** The layer that is open; 0 before the first. */
  layer: count,
  /** Layers of the envelope. */
  layers: count,
  release: z.enum(releaseModes),
  /** To read out to the helpline for the next layer; null in other modes and when nothing is left to open. */
  challenge: z.string().nullable(),
  challengeWords: z.array(z.string()),
  /** Revealed kit numbers; empty before opening. */
  kits: z.array(z.string()),
  /** Only where the study is open-label. */
  treatment: z.string().nullable(),
  at: z.string(),
  offsetMinutes: z.number().int(),
  /** Stratification values, as captured or as last corrected. */
  factors: z.record(z.string(), z.string()),
  /** The stratum after a correction; null without one. */
  correctedTo: z.string().nullable(),
  /** Whether envelopes of its pack may be opened now; the helpline may know of more. */
  mayOpen: z.boolean(),
});
export type SubjectAtSite = z.infer<typeof subjectAtSite>;

const sitePack = z.strictObject({
  pack: z.string(),
  release: z.enum(releaseModes),
  validFrom: z.string(),
  validUntil: z.string(),
  status: z.enum(['loaded', 'surrendered']),
  inForce: z.boolean(),
});

export const siteContracts = {
  'site.request': define({
    kind: 'lifecycle',
    summary:
      'Make an identity for this machine as a site machine, and the request code that enrols it.',
    input: nothing,
    output: z.strictObject({ device: z.string(), request: z.string(), fingerprint: z.string() }),
    roles: 'anyone',
  }),
  'site.readPack': define({
    kind: 'lifecycle',
    summary: 'What a pack file for this machine holds; opens no envelope.',
    input: z.strictObject({ file: fileInput }),
    output: z.strictObject({
      protocol: z.string(),
      environment: z.enum(['PROD', 'UAT']),
      pack: z.string(),
      site: z.string(),
      release: z.enum(releaseModes),
      validFrom: z.string(),
      validUntil: z.string(),
      envelopes: count,
      layers: count,
      consoleFingerprint: z.string(),
      /** Who may open envelopes together, where two do; each has a code of their own. */
      people: z.array(z.string()),
    }),
    roles: 'anyone',
  }),
  'site.create': define({
    kind: 'lifecycle',
    summary:
      'Make the file of a site from its first pack; its people sign in with their own passphrases.',
    input: z.strictObject({
      file: fileInput,
      path: line(4096).optional(),
      people: z
        .array(z.strictObject({ ...person.shape, code }))
        .min(1)
        .max(20),
    }),
    output: z.strictObject({ path: z.string(), site: z.string(), envelopes: count }),
    roles: 'anyone',
  }),
  'site.load': define({
    kind: 'lifecycle',
    summary: 'Take another pack of the same site and machine into the open file.',
    input: z.strictObject({
      file: fileInput,
      /** Where two open envelopes together: people of the file who prove that the pack names them. */
      people: z
        .array(z.strictObject({ user: line(60), passphrase, code: line(60) }))
        .max(20)
        .default([]),
    }),
    output: z.strictObject({ pack: z.string(), envelopes: count }),
    roles: ['site-user'],
  }),
  'site.addPerson': define({
    kind: 'lifecycle',
    store: 'site',
    summary: 'Add a person to the open file of a site; somebody who is in it already signs.',
    input: z.strictObject({ ...person.shape, code, signature }),
    output: nothing,
    roles: ['site-user'],
    signatures: {
      count: 1,
      meaning: 'I vouch for this person of the site',
      checked: 'by-handler',
    },
  }),
  'site.removePerson': define({
    kind: 'lifecycle',
    store: 'site',
    summary: 'End the access of a person to the open file of a site.',
    input: z.strictObject({ user: line(60), reason, signature }),
    output: nothing,
    roles: ['site-user'],
    signatures: {
      count: 1,
      meaning: 'I end the access of this person',
      checked: 'by-handler',
    },
  }),
  'site.status': define({
    kind: 'query',
    store: 'site',
    summary:
      'Everything that the one screen of a site shows: packs, envelopes left, who is under way.',
    input: nothing,
    output: z.strictObject({
      protocol: z.string(),
      title: z.string(),
      site: z.string(),
      siteName: z.string(),
      /** A drill: nothing here may be given to a subject. */
      drill: z.boolean(),
      openLabel: z.boolean(),
      /** Who breaks a code in an emergency: this file holds no treatment. Null when the study names no number. */
      telephone: z.string().nullable(),
      /** Characters a group, in which kit numbers are shown; 0 for none. */
      kitNumberGrouping: count,
      packs: z.array(sitePack),
      strata: z.array(
        z.strictObject({
          stratum: z.string(),
          words: z.string(),
          left: count,
          all: count,
          warning: z.enum(['none', 'few', 'last', 'empty']),
        }),
      ),
      consentVersions: z.array(z.string()),
      gates: z.array(gate),
      factors: z.array(factor),
      /** Begun and not finished, the oldest first. */
      underWay: z.array(subjectAtSite),
      latest: z.array(subjectAtSite),
      subjects: count,
      /** Why no subject can be randomized now, or null. */
      problem: z.string().nullable(),
      /** Largest jump of the wall clock that was recorded, or 0. */
      clockJumpMs: z.number().int(),
      entries: count,
      /** Users who may open envelopes that two open together. */
      confirmed: z.array(z.string()),
    }),
    roles: 'signed-in',
  }),
  'site.subject': define({
    kind: 'query',
    store: 'site',
    summary: 'One subject of this site’s file.',
    input: z.strictObject({ subject: identifier }),
    output: subjectAtSite,
    roles: 'signed-in',
  }),
  'site.begin': define({
    kind: 'command',
    store: 'site',
    summary: 'Name a subject with gates and strata; the next envelope of its stratum is set aside.',
    input: z.strictObject({
      subject: identifier,
      consent: z.strictObject({ version: line(40), at: z.iso.datetime({ offset: true }) }),
      gates: z.array(line(60)).max(60),
      factors: z.record(z.string(), z.string()),
    }),
    output: subjectAtSite,
    roles: ['site-user'],
  }),
  'site.cancel': define({
    kind: 'command',
    store: 'site',
    summary: 'Take a subject back whose envelope was not opened.',
    input: z.strictObject({ subject: identifier, reason }),
    output: nothing,
    roles: ['site-user'],
  }),
  'site.open': define({
    kind: 'command',
    store: 'site',
    summary:
      'Open the next layer of the subject’s envelope; it is logged before the number is shown.',
    input: z.strictObject({
      subject: identifier,
      /** Helpline: the release code as heard. */
      code: line(60).optional(),
      /** Two-person: full authentication of the second person. */
      signature: signature.optional(),
    }),
    output: subjectAtSite,
    roles: ['site-user'],
    signatures: { count: 1, meaning: 'I release this envelope as the second person' },
  }),
  'site.unusable': define({
    kind: 'command',
    store: 'site',
    summary: 'Say that a revealed kit cannot be given; the next layer may be opened then.',
    input: z.strictObject({
      subject: identifier,
      kits: z.array(line(60)).min(1).max(20),
      condition: z.enum(unusableConditions),
      reason,
    }),
    output: subjectAtSite,
    roles: ['site-user'],
  }),
  'site.dispense': define({
    kind: 'command',
    store: 'site',
    summary: 'Confirm the kits that were given, as typed or scanned; ends the assignment.',
    input: z.strictObject({
      subject: identifier,
      /** Empty only when no kit that was shown could be given. */
      kits: z.array(line(60)).max(20),
      /** Asked where none is given although a layer is left: no release, a pack that has ended. */
      reason: reason.optional(),
    }),
    output: subjectAtSite,
    roles: ['site-user'],
  }),
  'site.correct': define({
    kind: 'command',
    store: 'site',
    summary: 'Correct stratification values of a subject afterwards; its envelope stays the same.',
    input: z.strictObject({
      subject: identifier,
      factors: z.record(z.string(), z.string()),
      reason,
    }),
    output: z.strictObject({ stratum: z.string(), changed: z.boolean() }),
    roles: ['site-user'],
  }),
  'site.surrender': define({
    kind: 'command',
    store: 'site',
    summary: 'Give the unopened envelopes of a pack back; they can never be opened here again.',
    input: z.strictObject({ pack: identifier, reason }),
    output: z.strictObject({ unopened: z.array(count) }),
    roles: ['site-user'],
  }),
  'site.slip': define({
    kind: 'query',
    store: 'site',
    summary: 'The dispensing slip of a subject as PDF.',
    input: z.strictObject({ subject: identifier }),
    output: file,
    roles: 'signed-in',
  }),
  'site.bundle': define({
    kind: 'query',
    store: 'site',
    summary:
      'The record of this site from an entry on, for the console: a file, and its parts for QR codes.',
    input: z.strictObject({
      /** First entry; 1 for the whole record. */
      from: z.number().int().min(1).default(1),
      /** Last entry; the newest when left out. */
      until: z.number().int().min(1).optional(),
      /** Characters a part for QR codes. */
      partLength: z.number().int().min(200).max(2600).default(1200),
      /** The codes are wanted: a record that is too long for them is refused. */
      asCodes: z.boolean().default(false),
    }),
    output: z.strictObject({
      file,
      parts: z.array(z.string()),
      first: count,
      last: count,
      entries: count,
    }),
    roles: 'signed-in',
  }),
  'site.codePicture': define({
    kind: 'query',
    store: 'site',
    summary: 'One part of the record as the picture of a QR code.',
    input: z.strictObject({ text: z.string().min(1).max(2800) }),
    output: z.strictObject({ svg: z.string() }),
    roles: 'signed-in',
  }),
} as const;
