import { signedBy } from './blind-console.ts';
import { reason } from './life.ts';
import type { Life } from './life.ts';

/** Two codes broken in an emergency: the first explained, the second not. */
export async function breakCodes({ must }: Life): Promise<void> {
  await must('maren', 'codeBreak.makeReady', {});
  const signature = signedBy('maren', 'codeBreak.open');
  await must('maren', 'codeBreak.open', { subject: '1001', reason, signature });
  await must('maren', 'codeBreak.open', { subject: '1003', signature });
}
