import type { Opening } from '../../../shared/contracts/custody.ts';
import type { Command } from '../command.ts';
import { asSigner, openingInWords } from '../signer-access.ts';
import { endingOf } from '../reply-ending.ts';
import { storeOption } from '../store-access.ts';

const latest = 200;

export const command: Command = {
  options: {
    ...storeOption,
    mine: { description: 'only what the person who works asked for' },
  },
  output: `total, openForMinutes, and the ${latest} latest openings as rows, each with every look under it: by, at (UTC), what, rows; no arm`,
  examples: ['custody list --store ./study.cachet --user lena --json'],
  run: (typed, io) =>
    asSigner(typed, io, async (ask) => {
      const mine = typed.switches.has('mine') ? { mine: true } : {};
      const reply = await ask('custody.page', { ...mine, limit: latest });
      return endingOf(reply, (value) => {
        const { rows } = value as { readonly rows: readonly Opening[] };
        return rows.length === 0 ? 'Nothing was ever opened.' : rows.map(openingInWords).join('\n');
      });
    }),
};
