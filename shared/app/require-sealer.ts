import type { QueryContext } from './handlers.ts';
import type { Sealer } from './ports.ts';

/** The unblinding key of a command whose contract needs it: the door has refused everybody else. */
export function requireSealer(context: QueryContext): Sealer {
  if (context.sealer === null) throw new Error('the door let a blinded session through');
  return context.sealer;
}
