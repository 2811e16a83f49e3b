import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { checkListSpecification } from '../../engine/randomization/list-specification.ts';
import { listToCsv } from '../../engine/randomization/list-text.ts';
import type { KitFile } from '../../engine/randomization/replication/replication-kit.ts';
import { replicationKit } from '../../engine/randomization/replication/replication-kit.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { ListFacts } from '../../store/queries/list-facts.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { heldOpening } from '../custody/held-opening.ts';
import { findList } from '../list-secret/find-list.ts';
import { listSecretOf } from '../list-secret/list-secret.ts';
import { recordedList } from '../list-secret/recorded-list.ts';
import { fileName } from '../queries/table-file.ts';
import { requireSealer } from '../require-sealer.ts';
import { kitReadme } from './readme.ts';

/** Hands out everything from which a stranger makes the list again, and the list as recorded. Who took it and why is recorded. */
export const exportReplicationKit: CommandHandler<'randomization.replicationKit'> = (
  context,
  input,
) => {
  const list = findList(context.db, input.list);
  if (!list.ok) return list;
  const { code, kind, digest } = list.value;
  if (kind === 'live') return err(isLive(code));
  const held = heldOpening(context, { part: 'seed', use: 'export', list: code });
  if (!held.ok) return held;
  const files = kitFiles(context, list.value);
  if (!files.ok) return files;
  const { db, ports } = context;
  const opening = held.value.code;
  const protocol = currentDefinition(db).definition.protocol.number;
  const name = fileName({ protocol, content: `replication ${code}`, unblinded: true }, context.now);
  return ok({
    events: [
      {
        event: { kind: 'replication-kit-exported', body: { list: code, digest, opening } },
        reason: input.reason ?? held.value.reason,
      },
    ],
    value: {
      name: `${name}.zip`,
      mediaType: 'application/zip',
      base64: ports.printer.base64(ports.printer.zip(files.value)),
    },
  });
};

const isLive = (list: string): Refusal =>
  refusal(
    'list-live',
    `${list} draws live: it has no seed and no slots to make again.`,
    'Verify it: every allocation is made again from its stored draw.',
  );

/** Scripts and specification, with the seed and the list as the study holds it. */
function kitFiles(context: CommandContext, list: ListFacts): Result<readonly KitFile[], Refusal> {
  const source = { db: context.db, sealer: requireSealer(context) };
  const secret = listSecretOf(source.db, source.sealer, list.entry);
  const checked = checkListSpecification(secret.specification);
  if (!checked.ok) return checked;
  const recorded = recordedList(source, list.id, secret.blockStarts);
  return ok([
    ...replicationKit(checked.value).filter(({ name }) => name !== 'README.txt'),
    { name: 'seed.txt', text: `${secret.seed}\n` },
    { name: 'digest-salt.txt', text: `${secret.digestSalt}\n` },
    { name: 'list.csv', text: listToCsv(checked.value, recorded) },
    { name: 'README.txt', text: kitReadme(list.code, list.digest) },
  ]);
}
