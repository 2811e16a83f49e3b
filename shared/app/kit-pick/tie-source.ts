import type { CommandContext, QueryContext } from '../handlers.ts';
import { requireSealer } from '../require-sealer.ts';
import { unbiasedDraw } from '../unbiased-draw.ts';
import type { TieSource } from './tied-kits.ts';

/** Where kits are picked from: the store, the unveiled types, and draws from the operating system for ties. */
export const tieSource = (context: CommandContext | QueryContext): TieSource => ({
  db: context.db,
  sealer: requireSealer(context),
  draw: unbiasedDraw(context.ports.random),
});
