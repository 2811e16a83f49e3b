import { z } from 'zod';
import { count, line, nothing, signature } from './common.ts';
import { define } from './procedure.ts';

const machine = z.strictObject({
  device: z.string(),
  kind: z.enum(['console', 'site', 'worker']),
  study: z.string(),
  /** The site; null for a console. */
  place: z.string().nullable(),
  enrolledAt: z.string(),
  seenAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedBecause: z.string().nullable(),
  /** Parcels from or to it that nobody took yet. */
  waiting: count,
  /** Entries of its ledger that the hub witnessed; null before the first time. */
  witnessed: z.number().int().nullable(),
});

const conflictKinds = [
  'fork',
  'restored',
  'rolled-back',
  'rewritten',
  'pack-twice',
  'parted',
  'clone',
  'fenced',
] as const;

const conflict = z.strictObject({
  device: z.string(),
  kind: z.enum(conflictKinds),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  times: z.number().int(),
  firstAt: z.string(),
  lastAt: z.string(),
});

const exchanged = z.strictObject({
  hub: z.string(),
  witness: z.enum(['witnessed', 'known', 'rolled-back', 'restored', 'rewritten']),
  packs: z
    .array(
      z.strictObject({
        pack: z.string(),
        device: z.string(),
        said: z.enum(['posted', 'known', 'pack-twice']),
      }),
    )
    .readonly(),
  records: z
    .array(
      z.strictObject({
        first: count,
        last: count,
        said: z.enum(['posted', 'known', 'fork', 'restored']),
      }),
    )
    .readonly(),
  taken: z
    .array(
      z.strictObject({
        kind: z.enum(['pack', 'record']),
        key: z.string(),
        sender: z.string(),
        outcome: z.enum(['taken', 'refused']),
        rule: z.string().nullable(),
      }),
    )
    .readonly(),
  /** Why parcels were left for somebody else; null when nothing was left. */
  left: z.string().nullable(),
  machines: z.array(machine).readonly(),
  conflicts: z.array(conflict).readonly(),
});

/** One study on several consoles, as of the last exchange. */
const shared = z.strictObject({
  /** Entries of the study here, and at the hub. */
  entries: count,
  atHub: count,
  /** Sign-ins of this machine that wait for their place. */
  waiting: count,
  holdings: z
    .array(
      z.strictObject({
        place: z.string(),
        holder: z.string(),
        until: z.string(),
        token: count,
      }),
    )
    .readonly(),
  consoles: z
    .array(z.strictObject({ device: z.string(), entries: count, at: z.string() }))
    .readonly(),
});

const hubState = z.strictObject({
  /** Number and place of the hub; null while this machine was told none for the open file. */
  hub: z.strictObject({ number: z.string(), where: z.string() }).nullable(),
  /** This machine, as the hub and its people know it. */
  device: z.string(),
  isExchanging: z.boolean(),
  /** Whether several consoles write the study. */
  isShared: z.boolean(),
  /** Null before the first exchange since signing in, and while this console alone writes the study. */
  shared: shared.nullable(),
  /** When the last exchange was tried; null before the first since signing in. */
  triedAt: z.string().nullable(),
  /** Why the last one was none; null when it was one. */
  refusal: z
    .strictObject({
      rule: z.string(),
      message: z.string(),
      because: z.array(z.string()).readonly(),
      next: z.string(),
    })
    .nullable(),
  /** What the last that succeeded did, and when. */
  last: exchanged.nullable(),
  lastAt: z.string().nullable(),
});
export type HubState = z.infer<typeof hubState>;

const atHub = z.strictObject({
  /** postgres://HOST:PORT/DATABASE; names and passwords in it are not kept. */
  databaseUrl: line(2000),
  hub: z.string().regex(/^[0-9a-f]{16}$/, '16 digits, as `hub init` prints them'),
});

const place = z
  .string()
  .regex(/^(\*|[A-Za-z0-9._-]{1,60})$/, 'a depot or site, or * for the study');
const hours = z.number().int().min(1).max(720).default(12);
const holders = ['administrator', 'unblinded-pharmacist', 'depot-operator'] as const;

const connectors = ['administrator', 'unblinded-pharmacist', 'site-user'] as const;

export const hubContracts = {
  'hub.status': define({
    kind: 'lifecycle',
    store: 'any',
    summary: 'The hub of the open file, what the last exchange did, and why there was none.',
    input: nothing,
    output: hubState,
    roles: 'signed-in',
  }),
  'hub.connect': define({
    kind: 'lifecycle',
    store: 'any',
    summary: 'Tell this machine the hub of the open file; gives the code that asks for enrolment.',
    input: z.strictObject({
      /** postgres://HOST:PORT/DATABASE or pglite:FOLDER; names and passwords in it are not kept. */
      databaseUrl: line(2000),
      hub: z.string().regex(/^[0-9a-f]{16}$/, '16 digits, as `hub init` prints them'),
    }),
    output: z.strictObject({
      hub: z.string(),
      device: z.string(),
      kind: z.enum(['console', 'site']),
      request: z.string(),
      /** To read out by telephone. */
      fingerprint: z.string(),
    }),
    roles: connectors,
  }),
  'hub.disconnect': define({
    kind: 'lifecycle',
    store: 'any',
    summary: 'Let this machine forget the hub of the open file.',
    input: nothing,
    output: nothing,
    roles: connectors,
  }),
  'hub.share': define({
    kind: 'lifecycle',
    summary:
      'Share the study among several consoles: from here on every entry takes its place in the order that the hub keeps.',
    input: z.strictObject({ signature }),
    output: z.strictObject({ hub: z.string(), entries: count }),
    roles: ['administrator'],
    signatures: { count: 1, meaning: 'I share this study among several consoles' },
  }),
  'hub.admit': define({
    kind: 'lifecycle',
    summary:
      'Admit a machine as a further console of the study, once its fingerprint was compared.',
    input: z.strictObject({
      /** CACHET-CONSOLE-1…, as the machine shows it. */
      code: line(2000),
      /** As the person at the machine reads it out. */
      fingerprint: line(60),
      signature,
    }),
    output: z.strictObject({ device: z.string() }),
    roles: ['administrator'],
    signatures: { count: 1, meaning: 'I admit this machine as a console of the study' },
  }),
  'hub.hold': define({
    kind: 'lifecycle',
    summary: 'Have this console alone write for a depot or site, or for the whole study.',
    input: z.strictObject({ place, hours }),
    output: z.strictObject({ place: z.string(), token: count, until: z.string() }),
    roles: holders,
  }),
  'hub.handOver': define({
    kind: 'lifecycle',
    summary: 'Hand a depot, a site or the whole study over to another console, or give it free.',
    input: z.strictObject({
      place,
      /** The console that goes on; null for all of them. */
      to: z
        .string()
        .regex(/^[0-9a-f]{16}$/, '16 digits, as the hub names machines')
        .nullable(),
      hours,
    }),
    output: z.strictObject({ place: z.string(), to: z.string().nullable() }),
    roles: holders,
  }),
  'hub.askToJoin': define({
    kind: 'lifecycle',
    summary: 'Make the codes by which this machine asks to become a further console of a study.',
    input: atHub,
    output: z.strictObject({
      hub: z.string(),
      device: z.string(),
      /** For whoever looks after the hub, with what to read out to them. */
      request: z.string(),
      fingerprint: z.string(),
      /** For the administrator of the study, with what to read out to them. */
      code: z.string(),
      codeFingerprint: z.string(),
    }),
    roles: 'anyone',
  }),
  'hub.join': define({
    kind: 'lifecycle',
    summary: 'Make the file of the study on this machine once it was enrolled and admitted.',
    input: atHub.extend({ path: line(1000), user: line(60), passphrase: z.string().max(1000) }),
    output: z.strictObject({ path: z.string(), entries: count }),
    roles: 'anyone',
  }),
  'hub.exchange': define({
    kind: 'lifecycle',
    store: 'any',
    summary: 'Post what the hub lacks, take what waits there, and have the ledger witnessed.',
    input: nothing,
    output: hubState,
    roles: 'signed-in',
    runs: 'beside',
  }),
} as const;
