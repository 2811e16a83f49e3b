import type { ProcedureName } from '../../../shared/contracts/index.ts';
import { optionalText, requiredText } from '../arguments.ts';
import { UsageError, done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { asSigner } from '../signer-access.ts';
import { writeNewFile } from '../output-files.ts';
import { endingOf } from '../reply-ending.ts';
import { storeOption } from '../store-access.ts';

/** What to ask for by the one option that names it. */
function wished(typed: Typed): readonly [ProcedureName, Readonly<Record<string, string>>] {
  const list = optionalText(typed, 'list');
  const seed = optionalText(typed, 'seed');
  const isMap = typed.switches.has('map');
  const isAccounts = typed.switches.has('drug-accounts');
  const named = [isMap, isAccounts, list !== undefined, seed !== undefined].filter(Boolean);
  if (named.length !== 1)
    throw new UsageError('name one of --map, --drug-accounts, --list and --seed');
  if (isMap) return ['custody.exportMap', {}];
  if (isAccounts) return ['custody.exportDrugAccounts', {}];
  if (list !== undefined) return ['custody.exportList', { list }];
  return ['randomization.replicationKit', { list: seed as string }];
}

async function takeOut(typed: Typed, io: Io): Promise<Ending> {
  const [procedure, input] = wished(typed);
  const out = requiredText(typed, 'out');
  return asSigner(typed, io, async (ask) => {
    const reply = await ask(procedure, input);
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const { base64 } = reply.value as { readonly base64: string };
    // It tells arms: for its owner alone.
    const written = writeNewFile(io, out, Buffer.from(base64, 'base64'), 0o600);
    return written.ok ? done({ file: written.value }, written.value) : refused(written.error);
  });
}

export const command: Command = {
  options: {
    ...storeOption,
    map: { description: 'every kit with its type' },
    'drug-accounts': {
      description: 'SDTM DA with every amount and unit; needs an opening of the map of kits',
    },
    list: { value: 'ID', description: 'the list with its arms' },
    seed: { value: 'ID', description: 'all from which the list is made again, as a ZIP' },
    out: {
      value: 'FILE',
      description: 'the file to write, readable by its owner only',
      makes: 'file',
    },
  },
  output:
    '`{ file }`: the path. Needs an opening for export that was granted to the person; one file uses it up',
  examples: [
    'custody export --store ./study.cachet --user maren --map --out map.csv --json',
    'custody export --store ./study.cachet --user tomas --list MAIN --out list.csv',
  ],
  run: takeOut,
};
