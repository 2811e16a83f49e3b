import type { OutputOf } from '../../../shared/contracts/index.ts';
import { requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { askSignedIn } from '../hub-access.ts';
import { storeOption } from '../store-access.ts';

export const command: Command = {
  options: {
    ...storeOption,
    code: { value: 'CODE', description: 'the code of the machine (CACHET-CONSOLE-1…)' },
    fingerprint: {
      value: 'GROUPS',
      description: 'as the person at the machine reads it out by telephone',
    },
  },
  output: 'device, which is a console of the study from now on.',
  examples: [
    'hub admit --store ./study.cachet --user ada --code CACHET-CONSOLE-1… --fingerprint "ABCD EFGH …" --json',
  ],
  run: (typed, io) => {
    const [code, fingerprint] = [requiredText(typed, 'code'), requiredText(typed, 'fingerprint')];
    return askSignedIn(typed, io, 'hub.admit', { code, fingerprint }, (value) => {
      const { device } = value as OutputOf<'hub.admit'>;
      return `Machine ${device} may join the study now.`;
    });
  },
};
