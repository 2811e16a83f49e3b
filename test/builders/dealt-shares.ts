import type { Core } from '../../electron/node/core-settings.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contracts/index.ts';
import { signatureFor } from './signature-for.ts';

type Person = readonly [user: string, passphrase: string];

/** Shares dealt by a holder of the key, and taken by everybody who got one: the dealer's first. */
export async function dealtShares(
  core: Core,
  dealer: Person,
  others: readonly Person[],
  threshold: number,
): Promise<string[]> {
  const must = async <N extends ProcedureName>(name: N, input: InputOf<N>) => {
    const reply = await core.dispatch({ name, input });
    if (reply.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(reply)}`);
    return reply.value as OutputOf<N>;
  };
  const holders = [dealer, ...others];
  const [user, passphrase] = dealer;
  await must('session.signIn', { user, passphrase });
  await must('access.dealShares', {
    holders: holders.map(([name]) => name),
    threshold,
    reason: 'dealt in a test',
    signature: signatureFor('access.dealShares', user, passphrase),
  });
  const shares: string[] = [];
  for (const [name, secret] of holders) {
    await must('session.signIn', { user: name, passphrase: secret });
    const signature = signatureFor('access.takeShare', name, secret);
    shares.push((await must('access.takeShare', { signature })).share);
  }
  return shares;
}
