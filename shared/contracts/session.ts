import { z } from 'zod';
import { roles } from '../domain/access/roles.ts';
import { fileInput, line, nothing, passphrase, reason } from './common.ts';
import { define } from './procedure.ts';

const founder = z.strictObject({
  user: line(60),
  printedName: line(120),
  passphrase,
  /** The person typed it and nobody else knows it; otherwise it must be changed at the first sign-in. */
  ownPassphrase: z.boolean().default(false),
});

const studyCard = z.strictObject({
  path: z.string(),
  name: z.string(),
  protocol: z.string().nullable(),
  environment: z.enum(['PROD', 'UAT']).nullable(),
  demonstration: z.boolean(),
  state: z.enum(['ready', 'missing', 'no-key-ring']),
});

export const sessionStatus = z.strictObject({
  state: z.enum(['no-store', 'locked', 'signed-in']),
  version: z.string(),
  store: studyCard.nullable(),
  /** Printed on the sign-in page of a demonstration only. */
  demonstrationUsers: z.array(
    z.strictObject({
      user: z.string(),
      printedName: z.string(),
      role: z.enum(roles),
      passphrase: z.string(),
    }),
  ),
  user: z
    .strictObject({
      user: z.string(),
      printedName: z.string(),
      role: z.enum(roles),
      unblinded: z.boolean(),
      mustChangePassphrase: z.boolean(),
    })
    .nullable(),
  /** `site`: the window shows the one screen of a site that works without the network. */
  mode: z.enum(['study', 'site']),
  idleLockSeconds: z.number().int(),
});
export type SessionStatus = z.infer<typeof sessionStatus>;
export type StudyCard = z.infer<typeof studyCard>;

export const sessionContracts = {
  'session.status': define({
    kind: 'lifecycle',
    summary: 'Which store is chosen, who is signed in, and what the window may show.',
    input: nothing,
    output: sessionStatus,
    roles: 'anyone',
  }),
  'store.list': define({
    kind: 'lifecycle',
    summary: 'Studies opened on this machine before.',
    input: nothing,
    output: z.strictObject({ studies: z.array(studyCard), folder: z.string() }),
    roles: 'anyone',
  }),
  'store.choose': define({
    kind: 'lifecycle',
    summary: 'Choose a study file; the next step is to sign in.',
    input: z.strictObject({ path: line(4096) }),
    output: sessionStatus,
    roles: 'anyone',
  }),
  'store.create': define({
    kind: 'lifecycle',
    summary:
      'Make a study from a definition, with its administrator and first unblinded pharmacist.',
    input: z.strictObject({
      definition: fileInput,
      path: line(4096).optional(),
      administrator: founder,
      pharmacist: founder,
    }),
    output: z.strictObject({ path: z.string() }),
    roles: 'anyone',
  }),
  'store.demonstration': define({
    kind: 'lifecycle',
    summary: 'Build the demonstration study through the real commands and choose it.',
    input: z.strictObject({
      path: line(4096).optional(),
      scale: z.enum(['small', 'full']).default('small'),
    }),
    output: z.strictObject({ path: z.string(), done: z.array(z.string()) }),
    roles: 'anyone',
  }),
  'session.signIn': define({
    kind: 'lifecycle',
    summary: 'Open the chosen study with a name and a passphrase.',
    input: z.strictObject({ user: line(60), passphrase }),
    output: sessionStatus,
    roles: 'anyone',
  }),
  'store.recover': define({
    kind: 'lifecycle',
    summary:
      'Give a person of the chosen study access again on this machine, with enough recovery shares.',
    input: z.strictObject({
      user: line(60),
      /** The new one, which the person chooses. */
      passphrase,
      /** As they were printed. */
      shares: z.array(line(400)).min(2).max(10),
      reason,
    }),
    output: sessionStatus,
    roles: 'anyone',
  }),
  'session.touch': define({
    kind: 'lifecycle',
    summary: 'Say that the person is still there, so that the idle lock waits.',
    input: nothing,
    output: nothing,
    roles: 'signed-in',
    firstPassphrase: 'allowed',
  }),
  'session.lock': define({
    kind: 'lifecycle',
    summary: 'Close the study file and forget its keys.',
    input: nothing,
    output: sessionStatus,
    roles: 'anyone',
  }),
  'session.changePassphrase': define({
    kind: 'lifecycle',
    summary: 'Change your own passphrase.',
    input: z.strictObject({ current: passphrase, next: passphrase }),
    output: nothing,
    roles: 'signed-in',
    firstPassphrase: 'allowed',
  }),
} as const;
