import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { asSigner } from '../signer-access.ts';
import { storeOption } from '../store-access.ts';

const take = (typed: Typed, io: Io): Promise<Ending> =>
  asSigner(typed, io, async (ask) =>
    endingOf(await ask('access.takeShare', {}), (value) => {
      const { share, threshold, shares } = value as OutputOf<'access.takeShare'>;
      return `${share}\nShown this once. Any ${threshold} of the ${shares} shares give access again; keep it apart from the others.`;
    }),
  );

export const command: Command = {
  options: storeOption,
  output: 'share, threshold, shares; the share is shown once and kept nowhere',
  examples: ['recovery take --store ./study.cachet --user helen'],
  run: take,
};
