import type { ProcedureName } from '../../shared/contracts/index.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';
import type { SessionStatus } from '../../shared/contracts/session.ts';
import type { CorePort } from './core-port.ts';

/** The desktop's window, as far as other programs can look into it. */
interface SeenWindow {
  setContentProtection(isOn: boolean): void;
  isDestroyed(): boolean;
}

/** What tells an arm to somebody who is blinded otherwise. */
export const TELLS_AN_ARM: readonly ProcedureName[] = ['codeBreak.open'];

/** How long the window has to take arms off the screen before it can be captured again. */
const REPAINT_MS = 1000;

/**
 * Keeps screen capture away from the window while somebody may see arms in it. It does not ask the window: protection
 * comes on before the window hears that somebody signed in, and goes only when the core says that this person is
 * blinded, or that nobody is there any more. Returns the core to be used in place of the given one.
 */
export function guardArms(window: SeenWindow, core: CorePort): CorePort {
  let turn = 0;
  const protect = (isOn: boolean): void => {
    turn += 1;
    if (!window.isDestroyed()) window.setContentProtection(isOn);
  };
  const releaseUnlessNeeded = async (since: number): Promise<void> => {
    const status = await core.request({ name: 'session.status', input: {} });
    if (since === turn && isBlinded(status)) protect(false);
  };
  core.subscribe((event) => {
    if (event.kind !== 'session') return;
    protect(true);
    const since = turn;
    const look = (): void => void releaseUnlessNeeded(since).catch(() => undefined);
    if (event.state === 'signed-in') look();
    else setTimeout(look, REPAINT_MS).unref();
  });
  const request = async (asked: Request): Promise<Reply> => {
    const reply = await core.request(asked);
    if (TELLS_AN_ARM.some((name) => name === asked.name) && reply.kind === 'ok') protect(true);
    return reply;
  };
  return {
    request,
    cancel: (job) => core.cancel(job),
    subscribe: (listener) => core.subscribe(listener),
    close: () => core.close(),
  };
}

/** Nobody is there, or somebody who sees no arms. Anything but a clear answer is no. */
const isBlinded = (reply: Reply): boolean =>
  reply.kind === 'ok' && (reply.value as SessionStatus).user?.unblinded !== true;
