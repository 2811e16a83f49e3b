import { coreOn, signIn } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';

/** What catches the state of the study: the refused sign-in, the failing checks, or nothing. */
export async function catchers(lane: Bench): Promise<readonly string[]> {
  const core = coreOn(lane);
  try {
    const reply = await signIn(core);
    if (reply.kind !== 'ok') return [reply.kind === 'refused' ? reply.refusal.rule : reply.kind];
    const verified = await core.ask('trail.verify', {});
    if (verified.kind === 'refused') return [verified.refusal.rule];
    if (verified.kind !== 'ok') return [verified.kind];
    return verified.value.checks.filter(({ passed }) => !passed).map(({ check }) => check);
  } finally {
    core.close();
  }
}
