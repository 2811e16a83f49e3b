import { addMilliseconds, localText } from '../../../shared/base/instant.ts';
import type { Life } from './life.ts';
import { demonstrationPeople } from './people.ts';

const personOf = (role: string): string =>
  demonstrationPeople.find((person) => person.role === role)?.user as string;

const signIn = ({ doer, passphrase }: Life, role: string) =>
  doer.do('session.signIn', { user: personOf(role), passphrase });

const signed = ({ passphrase }: Life, role: string) => ({
  signature: { user: personOf(role), passphrase, meaning: 'I break the code of this subject' },
});

async function subjectsAt({ doer }: Life, site: string): Promise<readonly string[]> {
  const { rows } = await doer.do('subjects.page', { site, status: 'randomized', limit: 3 });
  return rows.map(({ subject }) => subject);
}

/** A poison centre calls at night, the reason and the assessment follow; a site has its yearly exercise. */
export async function breakCodes(life: Life): Promise<void> {
  const { doer, clock, definition } = life;
  const [first, second] = definition.sites.map(({ id }) => id as string);
  if (first === undefined || second === undefined) return;
  clock.moveTo(life.days - 1.99);
  const [called] = await subjectsAt(life, second);
  const [exercised] = await subjectsAt(life, first);
  if (called === undefined || exercised === undefined) return;
  const { code } = await doer.do('codeBreak.open', {
    subject: called,
    askedBy: { name: 'Dr Aline Morel', role: 'Emergency physician', contact: '+33 1 40 05 48 48' },
    ...signed(life, 'unblinded-pharmacist'),
  });
  clock.pass(25);
  await doer.do('codeBreak.explain', {
    code,
    reason:
      'Suspected overdose after a child swallowed capsules; the antidote depends on the product.',
  });
  await signIn(life, 'site-user');
  clock.pass(240);
  await doer.do('codeBreak.open', {
    subject: exercised,
    kind: 'exercise',
    reason: 'Yearly exercise of the site',
    ...signed(life, 'site-user'),
  });
  await assess(life, code);
  await signIn(life, 'unblinded-pharmacist');
}

/** Quality assurance judges what the break means, and signs. */
async function assess(life: Life, code: string): Promise<void> {
  const { doer, clock } = life;
  await signIn(life, 'qa');
  const { instant, offsetMinutes } = clock.now();
  await doer.do('codeBreak.assess', {
    code,
    laterKits: 'continue',
    participation: 'continues',
    sponsorToldAt: localText(addMilliseconds(instant, -7_200_000), offsetMinutes),
    expectedness: 'no-adverse-event',
    reason:
      'The subject took no part in the event and stays blinded; the site staff were told nothing.',
    signature: {
      user: personOf('qa'),
      passphrase: life.passphrase,
      meaning: 'I have assessed the impact of this code break',
    },
  });
}

/** An investigator broke a code an hour ago; the reason is still to be given. */
export async function leaveOpenCodeBreak(life: Life): Promise<void> {
  const site = life.definition.sites[0]?.id as string;
  const [, subject] = await subjectsAt(life, site);
  if (subject === undefined) return;
  life.clock.moveTo(life.days - 0.05);
  await signIn(life, 'site-user');
  await life.doer.do('codeBreak.open', { subject, ...signed(life, 'site-user') });
}
