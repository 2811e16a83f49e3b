import { ringOf } from '../../node/ring-in-force.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import type { BrokenCode } from '../../../shared/contracts/code-break.ts';
import { optionalText, pathFrom, requiredText } from '../arguments.ts';
import { refused, UsageError } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { coreOf, credentials, storeOption } from '../store-access.ts';

async function codebreak(typed: Typed, io: Io): Promise<Ending> {
  const path = pathFrom(io, requiredText(typed, 'store'));
  const ring = ringOf(path);
  if (!ring.ok) return refused(ring.error);
  const person = await credentials(typed, io, ring.value);
  const input = { ...inputOf(typed), signature: { ...person, meaning } };
  const core = coreOf(io, path);
  try {
    const signedIn = await core.dispatch({ name: 'session.signIn', input: person });
    if (signedIn.kind !== 'ok') return endingOf(signedIn, () => '');
    const reply = await core.dispatch({ name: 'codeBreak.open', input });
    return endingOf(reply, (value) => inWords(value as BrokenCode));
  } finally {
    core.close();
  }
}

const { meaning } = contracts['codeBreak.open'].signatures as { readonly meaning: string };

function inputOf(typed: Typed): Record<string, unknown> {
  const reason = optionalText(typed, 'reason');
  const asked = optionalText(typed, 'for');
  const kit = optionalText(typed, 'kit');
  const site = optionalText(typed, 'site');
  return {
    subject: requiredText(typed, 'subject'),
    kind: typed.switches.has('exercise') ? 'exercise' : 'emergency',
    ...(kit === undefined ? {} : { kit }),
    ...(site === undefined ? {} : { site }),
    ...(reason === undefined ? {} : { reason }),
    ...(asked === undefined ? {} : { askedBy: askedByOf(asked) }),
  };
}

function askedByOf(text: string): Record<string, string> {
  const [name = '', role = '', contact = '', ...more] = text.split(';').map((part) => part.trim());
  if ([name, role, contact].includes('') || more.length > 0) {
    throw new UsageError('--for takes "NAME; ROLE; TELEPHONE"');
  }
  return { name, role, contact };
}

function inWords(broken: BrokenCode): string {
  const { treatment } = broken;
  return [
    `${broken.code}  subject ${broken.subject}  site ${broken.site}  ${broken.at}`,
    ...(treatment === null
      ? ['EXERCISE: recorded; no treatment is shown.']
      : [
          `TREATMENT: ${treatment.arm}`,
          ...treatment.products.map(({ name, storage }) => `  ${name} (${storage})`),
        ]),
    ...(broken.reasonDue === null ? [] : [`Give the medical reason until ${broken.reasonDue}.`]),
    ...(treatment === null ? [] : broken.tell.map((whom) => `Tell: ${whom}`)),
  ].join('\n');
}

export const command: Command = {
  options: {
    ...storeOption,
    subject: { value: 'NUMBER', description: 'subject, randomization or kit number' },
    kit: {
      value: 'NUMBER',
      description: 'kit in hand of somebody randomized on backup whose record is not home',
    },
    reason: { value: 'TEXT', description: 'the medical reason; in an emergency it may follow' },
    site: {
      value: 'CODE',
      description: 'site that calls, where the kit is of another site than the subject',
    },
    for: {
      value: 'NAME; ROLE; TELEPHONE',
      description: 'who asked, when it is not the person who works',
    },
    exercise: { description: 'walks the same path and shows no treatment' },
  },
  output:
    'code, subject, site, at (UTC), treatment { arm, products } or null for an exercise, reasonDue (UTC, null when the reason was given), tell. Recorded before it is shown; shown once.',
  examples: [
    'codebreak --store ./study.cachet --user jonas --subject S001-004 --json',
    'codebreak --store ./study.cachet --user jonas --subject S001-004 --exercise',
  ],
  run: codebreak,
};
