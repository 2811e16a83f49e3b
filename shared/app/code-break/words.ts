import type { CodeBreakEventBodies } from '../../ledger/code-break-events.ts';

interface Words<Body> {
  readonly name: string;
  readonly what: (body: Body) => string;
  readonly detail?: (body: Body) => string;
}

const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`;

const later = {
  continue: 'later kits are given',
  stop: 'no later kits are given',
  'none-left': 'no kits were left to give',
} as const;

const stays = {
  continues: 'the subject goes on',
  'treatment-ended': 'the treatment is ended, the subject is followed up',
  withdrawn: 'the subject is withdrawn',
} as const;

const expected = {
  expected: 'expected event',
  unexpected: 'unexpected event',
  'no-adverse-event': 'no adverse event',
} as const;

/** The envelope of somebody whose record was not home, with the kit that led to it. */
export const envelopeText = ({
  pack,
  envelope,
  kit,
}: NonNullable<CodeBreakEventBodies['code-broken']['backup']>): string =>
  `envelope ${envelope} of ${pack}${kit === null ? '' : `, kit in hand ${kit}`}`;

/** Entries about broken codes, for people. No treatment. */
export const codeBreakWords: {
  readonly [K in keyof CodeBreakEventBodies]: Words<CodeBreakEventBodies[K]>;
} = {
  'code-broken': {
    name: 'Code broken',
    what: ({ break: code, kind, subject }) =>
      kind === 'exercise'
        ? `Exercised the code break of subject ${subject} (${code})`
        : `Broke the code of subject ${subject} (${code})`,
    detail: ({ kind, site, askedBy, tell, reasonDue, backup }) =>
      [
        `Site ${site}`,
        ...(backup === undefined ? [] : [`on backup: ${envelopeText(backup)}`]),
        ...(askedBy === null
          ? []
          : [`asked by ${askedBy.name}, ${askedBy.role}, ${askedBy.contact}`]),
        ...(kind === 'exercise'
          ? ['exercise: no treatment was shown']
          : [
              'shown to this person alone',
              ...(tell.length === 0 ? [] : [`to be told: ${tell.join(', ')}`]),
              `reason due ${reasonDue}`,
            ]),
      ].join('; '),
  },
  'code-break-explained': {
    name: 'Code break explained',
    what: ({ break: code, subject }) =>
      `Gave the medical reason of code break ${code} of subject ${subject}`,
  },
  'code-break-assessed': {
    name: 'Code break assessed',
    what: ({ break: code, subject }) => `Assessed code break ${code} of subject ${subject}`,
    detail: ({ laterKits, participation, sponsorToldAt, expectedness }) =>
      [
        later[laterKits],
        stays[participation],
        sponsorToldAt === null ? 'sponsor not told yet' : `sponsor told ${sponsorToldAt}`,
        expected[expectedness],
      ].join('; '),
  },
  'break-envelopes-sealed': {
    name: 'Treatments sealed',
    what: ({ subjects }) =>
      `Sealed the treatment of ${plural(subjects.length, 'subject')} for the code break at the site`,
  },
  'break-keys-granted': {
    name: 'Code-break keys given',
    what: ({ users }) => `Gave ${users.join(', ')} the key to the sealed treatments of their sites`,
  },
};
