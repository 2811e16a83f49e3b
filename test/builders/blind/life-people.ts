import { added, firstPassphrase, founders, passphrase } from './blind-people.ts';
import type { BlindPerson } from './blind-people.ts';
import { blindDefinition } from './blind-definition.ts';
import { reason, uploaded } from './life.ts';
import type { Life } from './life.ts';

/** Founds the study and brings in its people; most change their first passphrase, three are granted the key. */
export async function bringPeople({ console, must, arms }: Life): Promise<readonly string[]> {
  const created = await console.ask('store.create', {
    definition: uploaded('study.yaml', blindDefinition(arms)),
    path: console.path,
    ...founders,
    recovery: { threshold: 2, shares: 3 },
  });
  if (created.kind !== 'ok') throw new Error(JSON.stringify(created));
  for (const person of added) await must('ada', 'access.addUser', newUser(person));
  await must('ada', 'access.deactivateUser', { user: 'gunn', reason });
  for (const { user } of added.filter(
    (one) => one.passphrase === undefined && one.user !== 'gunn',
  )) {
    await console.ask('session.signIn', { user, passphrase: firstPassphrase });
    await must(user, 'session.changePassphrase', { current: firstPassphrase, next: passphrase });
  }
  for (const { user } of added.filter(({ holdsKey }) => holdsKey === true)) {
    await must('maren', 'access.grantUnblinding', { user, reason });
  }
  return created.value.recoveryShares;
}

const newUser = ({ user, printedName, role, sites = [] }: BlindPerson) => ({
  user,
  printedName,
  role,
  sites: [...sites],
  passphrase: firstPassphrase,
});
