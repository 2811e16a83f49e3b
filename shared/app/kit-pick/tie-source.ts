import type { CommandContext, QueryContext } from '../handlers.ts';
import { requireSealer } from '../require-sealer.ts';
import { unbiasedDraw } from '../unbiased-draw.ts';
import type { TieSource } from './tied-kits.ts';

/**
 * Where kits are picked from: the store, the unveiled types, and draws for ties: from the operating system, where
 * they need not be repeated.
 */
export const tieSource = (
  context: CommandContext | QueryContext,
  draw: TieSource['draw'] = unbiasedDraw(context.ports.random),
): TieSource => ({ db: context.db, sealer: requireSealer(context), draw });
