import { revokeMachine } from '../../node/hub/enrolment.ts';
import { requiredText } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command } from '../command.ts';
import { atHub, hubOption } from '../hub-access.ts';

export const command: Command = {
  options: {
    ...hubOption,
    device: { value: 'ID', description: 'the machine, as `hub status` names it' },
    reason: { value: 'TEXT', description: 'why it must not come in any more' },
  },
  output: 'device. Its connections end at once; what it posted stays as evidence.',
  examples: [
    'hub revoke --database-url postgres://cachet_owner@db.example.org/cachet --device 0123456789abcdef --reason "Laptop stolen"',
  ],
  run: (typed, io) =>
    atHub(typed, io, async ({ db }) => {
      const revoked = await revokeMachine(
        db,
        requiredText(typed, 'device'),
        requiredText(typed, 'reason'),
      );
      if (!revoked.ok) return refused(revoked.error);
      return done(revoked.value, `Machine ${revoked.value.device} is out.`);
    }),
};
