import type { OutputOf } from '../../../shared/contracts/index.ts';
import { optionalText, pathFrom, requiredText } from '../arguments.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { hubUrl } from '../hub-access.ts';
import { passphraseFor } from '../passphrases.ts';
import { endingOf } from '../reply-ending.ts';
import { coreOf } from '../store-access.ts';

async function join(typed: Typed, io: Io): Promise<Ending> {
  const at = { databaseUrl: hubUrl(typed, io), hub: requiredText(typed, 'hub') };
  const user = optionalText(typed, 'user');
  const core = coreOf(io);
  try {
    if (user === undefined) {
      return endingOf(await core.dispatch({ name: 'hub.askToJoin', input: at }), asksInWords);
    }
    const path = pathFrom(io, requiredText(typed, 'store'));
    const passphrase = await passphraseFor(io, user);
    const input = { ...at, path, user, passphrase };
    return endingOf(await core.dispatch({ name: 'hub.join', input }), (value) => {
      const { entries } = value as OutputOf<'hub.join'>;
      return `${path} holds the study with ${entries} entries.`;
    });
  } finally {
    core.close();
  }
}

function asksInWords(value: unknown): string {
  const asked = value as OutputOf<'hub.askToJoin'>;
  return [
    `Give this code to whoever looks after hub ${asked.hub}:`,
    asked.request,
    `and read this out when they call back: ${asked.fingerprint}`,
    'Give this code to the administrator of the study:',
    asked.code,
    `and read this out when they call back: ${asked.codeFingerprint}`,
  ].join('\n');
}

export const command: Command = {
  options: {
    'database-url': {
      value: 'URL',
      description:
        'postgres://HOST:PORT/DATABASE of the hub; names and passwords in it are not kept',
    },
    hub: { value: 'NUMBER', description: 'the number of the hub, as `hub init` prints it' },
    user: {
      value: 'NAME',
      description:
        'somebody of the study; left out, the codes are printed by which this machine asks',
    },
    store: { value: 'PATH', description: 'the new file of the study on this machine' },
  },
  output:
    'Without --user: hub, device, request and fingerprint (for `hub enrol`), code and codeFingerprint (for `hub admit`). With --user: path, entries. The passphrase is that of the person at the other consoles.',
  examples: [
    'hub join --database-url postgres://db.example.org/cachet --hub 0123456789abcdef --json',
    'hub join --database-url postgres://db.example.org/cachet --hub 0123456789abcdef --store ./study.cachet --user maren',
  ],
  run: join,
};
