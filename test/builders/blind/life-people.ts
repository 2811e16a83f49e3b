import { signatureFor } from '../signature-for.ts';
import { added, firstPassphrase, founders, passphrase } from './blind-people.ts';
import type { BlindPerson } from './blind-people.ts';
import { blindDefinition } from './blind-definition.ts';
import { reason, uploaded } from './life.ts';
import type { Life } from './life.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';

/** Founds the study and brings in its people; most change their first passphrase, three are granted the key. */
export async function bringPeople({ console, must, arms }: Life): Promise<readonly string[]> {
  const created = await console.ask('store.create', {
    definition: uploaded('study.yaml', blindDefinition(arms)),
    path: console.path,
    ...founders,
  });
  if (created.kind !== 'ok') throw new Error(JSON.stringify(created));
  for (const person of added)
    await must('ada', 'access.addUser', { ...newUser(person), ...by('ada', 'access.addUser') });
  await must('ada', 'access.deactivateUser', {
    user: 'gunn',
    reason,
    ...by('ada', 'access.deactivateUser'),
  });
  for (const { user } of added.filter(
    (one) => one.passphrase === undefined && one.user !== 'gunn',
  )) {
    await console.ask('session.signIn', { user, passphrase: firstPassphrase });
    await must(user, 'session.changePassphrase', { current: firstPassphrase, next: passphrase });
  }
  for (const { user } of added.filter(({ holdsKey }) => holdsKey === true)) {
    const signed = by('maren', 'access.grantUnblinding');
    await must('maren', 'access.grantUnblinding', { user, reason, ...signed });
  }
  return dealt(must);
}

const by = (user: string, name: ProcedureName) => ({
  signature: signatureFor(name, user, passphrase),
});

/** Three shares in three hands, any two of which give access again. */
async function dealt(must: Life['must']): Promise<readonly string[]> {
  const holders = ['ada', 'maren', 'helen'];
  const deal = { holders, threshold: 2, reason, ...by('maren', 'access.dealShares') };
  await must('maren', 'access.dealShares', deal);
  const shares: string[] = [];
  for (const user of holders) {
    const { share } = await must(user, 'access.takeShare', by(user, 'access.takeShare'));
    shares.push(share);
  }
  return shares;
}

const newUser = ({ user, printedName, role, sites = [] }: BlindPerson) => ({
  user,
  printedName,
  role,
  sites: [...sites],
  passphrase: firstPassphrase,
});
