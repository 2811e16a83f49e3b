import { readFileSync } from 'node:fs';
import { readBundle } from '../../../shared/app/bundles/read-bundle.ts';
import { boxes } from '../../node/boxes.ts';
import { sha256 } from '../../node/crypto-random.ts';
import { optionalText, pathFrom } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

async function inspect(typed: Typed, io: Io): Promise<Ending> {
  const name = typed.positionals[0] as string;
  const bytes = readFileSync(pathFrom(io, name));
  if (optionalText(typed, 'store') !== undefined) return inspectInStore(typed, io, name, bytes);
  const read = readBundle({ boxes, sha256 }, bytes.toString('utf8'));
  if (!read.ok) return refused(read.error);
  const { header, entries } = read.value.file;
  const facts = {
    ...header,
    entries: entries.length,
    digest: read.value.digest,
    signature: 'genuine',
  };
  return done(
    facts,
    [
      `The record of ${header.site}, pack ${header.pack}, machine ${header.device}, epoch ${header.epoch}:`,
      `entries ${header.first} to ${header.last} after ${header.previous.slice(0, 16)}.`,
      'Its signature is that of the machine it names; its entries are readable only with --store.',
    ].join('\n'),
  );
}

async function inspectInStore(typed: Typed, io: Io, name: string, bytes: Buffer): Promise<Ending> {
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const input = { file: { name: name.split(/[\\/]/).at(-1), base64: bytes.toString('base64') } };
    const found = await core.dispatch({ name: 'bundles.inspect', input });
    return endingOf(found, (value) => JSON.stringify(value, null, 2));
  } finally {
    core.close();
  }
}

export const command: Command = {
  positionals: [{ name: 'FILE', description: 'a .cachet-bundle file that a site made' }],
  options: storeOption,
  output:
    'without --store: what the record is bound to (study, pack, site, device, epoch, first, last, previous), entries, digest, signature. With --store also: deviceKnown, packKnown, added: entries that the study lacks, kinds. Exit 1 when it was changed or is foreign, with the first bad entry.',
  examples: [
    'bundle inspect S001-1-24.cachet-bundle --json',
    'bundle inspect S001-1-24.cachet-bundle --store ./study.cachet --user maren',
  ],
  run: inspect,
};
