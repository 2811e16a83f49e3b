import { ringOf } from '../../node/ring-in-force.ts';
import { forgetHub } from '../../node/hub/hub-settings.ts';
import { dataDirectory } from '../../node/places.ts';
import { requiredText, pathFrom } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { storeOption } from '../store-access.ts';

async function disconnect(typed: Typed, io: Io): Promise<Ending> {
  const ring = ringOf(pathFrom(io, requiredText(typed, 'store')));
  if (!ring.ok) return refused(ring.error);
  const { storeId } = ring.value;
  forgetHub(dataDirectory(io.environment), storeId);
  return done({ storeId }, 'This machine exchanges nothing with a hub for this file any more.');
}

export const command: Command = {
  options: { store: storeOption['store'] as never },
  output: 'storeId. The enrolment at the hub stays until it is revoked there.',
  examples: ['hub disconnect --store ./site.cachet'],
  run: disconnect,
};
