import { signedBy } from './blind-console.ts';
import { reason } from './life.ts';
import type { Life } from './life.ts';

/** Two codes broken in an emergency: the first explained, the second not. */
export async function breakCodes({ must }: Life): Promise<void> {
  await must('maren', 'codeBreak.makeReady', {
    signature: signedBy('maren', 'codeBreak.makeReady'),
  });
  const signature = signedBy('maren', 'codeBreak.open');
  await must('maren', 'codeBreak.open', { subject: '1001', reason, signature });
  await must('maren', 'codeBreak.open', { subject: '1003', signature });
}

/** One list opened and looked at by two people, another opening asked for. */
export async function openCustody({ must }: Life): Promise<void> {
  for (const list of ['MAIN', 'RESERVE']) {
    const signature = signedBy('tomas', 'custody.request');
    const asked = { part: 'list' as const, use: 'view' as const, list, reason, signature };
    const { code } = await must('tomas', 'custody.request', asked);
    if (list === 'RESERVE') continue;
    const grant = { opening: code, signature: signedBy('maren', 'custody.grant') };
    await must('tomas', 'custody.grant', grant);
    await must('tomas', 'randomization.reveal', { list });
  }
}
