import { enrolMachine } from '../../node/hub/enrolment.ts';
import { optionalText, requiredText } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command } from '../command.ts';
import { atHub, hubOption } from '../hub-access.ts';

export const command: Command = {
  options: {
    ...hubOption,
    request: { value: 'CODE', description: 'the request code of the machine (CACHET-HUB-1…)' },
    fingerprint: {
      value: 'GROUPS',
      description: 'as the person at the machine reads it out by telephone',
    },
    study: { value: 'NAME', description: 'the study, by the name that all its machines share' },
    place: { value: 'SITE', description: 'the site, for the machine of a site' },
  },
  output:
    'device, kind (console|site), study, place, again (true when it was in before: its login is set anew).',
  examples: [
    'hub enrol --database-url postgres://cachet_owner@db.example.org/cachet --request CACHET-HUB-1… --fingerprint "ABCD EFGH …" --study ZL-301 --place S001 --json',
  ],
  run: (typed, io) =>
    atHub(typed, io, async ({ db }) => {
      const enrolled = await enrolMachine(db, {
        request: requiredText(typed, 'request'),
        fingerprint: requiredText(typed, 'fingerprint'),
        study: requiredText(typed, 'study'),
        place: optionalText(typed, 'place') ?? null,
      });
      if (!enrolled.ok) return refused(enrolled.error);
      const { device, place, kind, study } = enrolled.value;
      return done(enrolled.value, `Machine ${device} is in as ${place ?? kind} of ${study}.`);
    }),
};
