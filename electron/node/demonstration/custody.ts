import type { InputOf } from '../../../shared/contracts/index.ts';
import type { Life } from './life.ts';
import { demonstrationPeople } from './people.ts';

const personOf = (role: string): string =>
  demonstrationPeople.find((person) => person.role === role)?.user as string;

/** The statistician looks at a list that the pharmacist opened, and asks for a seed that waits for an answer. */
export async function keepCustody(life: Life): Promise<void> {
  const { doer, clock, passphrase } = life;
  const user = personOf('unblinded-statistician');
  const other = personOf('unblinded-pharmacist');
  const ask = (input: Omit<InputOf<'custody.request'>, 'signature' | 'list'>) =>
    doer.do('custody.request', {
      ...input,
      list: 'MAIN',
      signature: { user, passphrase, meaning: 'I ask to open this' },
    });
  await doer.do('session.signIn', { user, passphrase });
  clock.moveTo(life.days - 0.09);
  const { code } = await ask({
    part: 'list',
    use: 'view',
    reason:
      'The data monitoring committee asked whether the blocks of the first region are complete.',
  });
  clock.pass(4);
  await doer.do('custody.grant', {
    opening: code,
    signature: { user: other, passphrase, meaning: 'I grant this opening' },
  });
  clock.pass(1);
  await doer.do('randomization.reveal', { list: 'MAIN', limit: 24 });
  clock.pass(3);
  await doer.do('custody.close', { opening: code });
  clock.pass(20);
  await ask({
    part: 'seed',
    use: 'export',
    reason: 'Independent replication of the list by the second statistician.',
  });
}
