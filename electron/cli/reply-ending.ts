import { refusal } from '../../shared/base/refusal.ts';
import type { Reply } from '../../shared/contracts/reply.ts';
import type { Ending } from './command.ts';
import { done, refused } from './command.ts';

/** What a reply of the core means for the exit code. */
export function endingOf(reply: Reply, text: (value: unknown) => string): Ending {
  switch (reply.kind) {
    case 'ok':
      return done(reply.value, text(reply.value));
    case 'refused':
      return refused(reply.refusal);
    case 'forbidden':
      return refused(refusal('forbidden', reply.message, 'Sign in as somebody who may do this.'));
    case 'invalid-input':
      return refused(
        refusal(
          'invalid-input',
          'The input does not have the expected form.',
          'Correct it; `cachet contract` shows the form.',
          reply.issues.map(({ path, expected }) => `${path === '' ? 'input' : path}: ${expected}`),
        ),
      );
    case 'unknown-procedure':
      return {
        kind: 'usage',
        message: `There is no procedure "${reply.name}"; see \`contract\`.`,
      };
    case 'internal':
      throw new Error(`the core failed; incident ${reply.incident} is in the incident log`);
  }
}
