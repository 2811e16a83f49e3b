import type { OutputOf } from '../../../shared/contracts/index.ts';
import { optionalText } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { writeNewFile } from '../output-files.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';
import { textTable } from '../text-table.ts';

type Templates = OutputOf<'labels.templates'>;

const report = ({ templates, proposals }: Templates): string =>
  textTable([
    ['template', 'version', 'languages', 'title'],
    ...[...templates, ...proposals].map(({ version, definition }) => [
      definition.id,
      version === 0 ? 'proposal' : String(version),
      definition.languages.join(' '),
      definition.title,
    ]),
  ]);

function saved(typed: Typed, io: Io, found: Templates): Ending | null {
  const out = optionalText(typed, 'out');
  if (out === undefined) return null;
  const id = optionalText(typed, 'id');
  const chosen = [...found.templates, ...found.proposals].find(
    ({ definition }) => id === undefined || definition.id === id,
  );
  if (chosen === undefined) return { kind: 'usage', message: `there is no template "${id}"` };
  const text = `${JSON.stringify(chosen.definition, null, 2)}\n`;
  const written = writeNewFile(io, out, text);
  if (!written.ok) return refused(written.error);
  return done({ file: written.value, template: chosen.definition.id }, `In ${written.value}.`);
}

async function templates(typed: Typed, io: Io): Promise<Ending> {
  const languages = optionalText(typed, 'languages')?.split(',');
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const answer = await core.dispatch({
      name: 'labels.templates',
      input: languages === undefined ? {} : { languages },
    });
    const file = answer.kind === 'ok' ? saved(typed, io, answer.value as Templates) : null;
    return file ?? endingOf(answer, (value) => report(value as Templates));
  } finally {
    core.close();
  }
}

/** `label templates --store PATH` */
export const command: Command = {
  options: {
    ...storeOption,
    languages: { value: 'en,de', description: 'languages of the proposals (default en)' },
    id: { value: 'ID', description: 'with --out: which one' },
    out: {
      value: 'FILE',
      description: 'write one template as JSON, to change and sign it',
      makes: 'file',
    },
  },
  output:
    'templates (in force: version, signedAt, signedBy, definition with lengths in mm and sizes in points) and proposals (version 0); languages of the proposals. Sign with `call labels.defineTemplate`.',
  examples: [
    'label templates --store ./demo.cachet --json',
    'label templates --store ./demo.cachet --languages en,fr --id kit-roll --out kit-label.json',
  ],
  run: templates,
};
