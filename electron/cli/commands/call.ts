import { readFileSync } from 'node:fs';
import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../../shared/contracts/procedure.ts';
import { optionalText, pathFrom } from '../arguments.ts';
import { UsageError } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { coreOf, signedInCore, storeOption } from '../store-access.ts';

async function call(typed: Typed, io: Io): Promise<Ending> {
  const name = typed.positionals[0] as string;
  const contract: ProcedureContract | undefined = Object.hasOwn(contracts, name)
    ? contracts[name as keyof typeof contracts]
    : undefined;
  if (contract === undefined) throw new UsageError(`there is no procedure "${name}"; see contract`);
  const input = withPassphrase(inputOf(typed, io), contract, io);
  const requestId = optionalText(typed, 'request-id');
  const isPublic = contract.roles === 'anyone' && optionalText(typed, 'store') === undefined;
  const { core, reply } = isPublic
    ? { core: coreOf(io), reply: null }
    : await signedInCore(typed, io);
  try {
    if (reply !== null && reply.kind !== 'ok') return endingOf(reply, () => '');
    const request = { name, input, ...(requestId === undefined ? {} : { requestId }) };
    return endingOf(await core.dispatch(request), (value) => JSON.stringify(value, null, 2));
  } finally {
    core.close();
  }
}

function inputOf(typed: Typed, io: Io): Record<string, unknown> {
  const text = optionalText(typed, 'input') ?? '{}';
  const json = text.startsWith('@') ? readFileSync(pathFrom(io, text.slice(1)), 'utf8') : text;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new UsageError(`--input is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError('--input takes a JSON object');
  }
  return withFiles({ ...value }, io);
}

/** `{"file": {"path": "kits.csv"}}` reads the file, so that nobody has to encode it by hand. */
function withFiles(input: Record<string, unknown>, io: Io): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => {
      const path = (value as { path?: unknown } | null)?.path;
      const isFile = (key === 'file' || key === 'definition') && typeof path === 'string';
      if (!isFile) return [key, value];
      const bytes = readFileSync(pathFrom(io, path));
      return [key, { name: path.split(/[\\/]/).at(-1), base64: bytes.toString('base64') }];
    }),
  );
}

/** A signature's passphrase never stands in an argument or file. */
function withPassphrase(
  input: Record<string, unknown>,
  contract: ProcedureContract,
  io: Io,
): Record<string, unknown> {
  if (contract.signatures === undefined) return input;
  const signature = (input['signature'] ?? {}) as Record<string, unknown>;
  const passphrase =
    io.environment['CACHET_SIGNATURE_PASSPHRASE'] ?? io.environment['CACHET_PASSPHRASE'];
  if ('passphrase' in signature || passphrase === undefined) return input;
  return {
    ...input,
    signature: { meaning: contract.signatures.meaning, ...signature, passphrase },
  };
}

export const command: Command = {
  positionals: [{ name: 'PROCEDURE', description: 'a name of the contract, e.g. kits.page' }],
  options: {
    ...storeOption,
    input: {
      value: 'JSON|@FILE',
      description:
        'the input; a file member may be {"path": "kits.csv"}; a signature takes its passphrase from CACHET_SIGNATURE_PASSPHRASE',
    },
    'request-id': { value: 'ID', description: 'makes a command repeatable without acting twice' },
  },
  output: 'what the contract says; see `contract PROCEDURE`',
  examples: [
    'call today.get --store ./demo.cachet --json',
    `call kits.page --store ./demo.cachet --input '{"limit": 5}' --json`,
  ],
  run: call,
};
