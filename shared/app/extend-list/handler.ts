import { fromHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { compareLists } from '../../engine/randomization/concordance/concordance.ts';
import { secondList } from '../../engine/randomization/concordance/second-list.ts';
import type { GeneratedList } from '../../engine/randomization/list.ts';
import { checkExtension } from '../../engine/randomization/list-extension.ts';
import { checkListSpecification } from '../../engine/randomization/list-specification.ts';
import type { EventBodies } from '../../ledger/events.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { listStrata } from '../../store/queries/list-facts.ts';
import type { ListFacts } from '../../store/queries/list-facts.ts';
import { stratifiedBy } from '../../store/queries/list-rows.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { findList } from '../list-secret/find-list.ts';
import { listCard } from '../list-secret/list-card.ts';
import { listSecretOf, secretJson } from '../list-secret/list-secret.ts';
import type { ListSecret } from '../list-secret/list-secret.ts';
import { blockStartsOf, listFormat, makeList } from '../list-secret/make-list.ts';
import type { MadeList } from '../list-secret/make-list.ts';
import { recordedList } from '../list-secret/recorded-list.ts';
import { requireSealer } from '../require-sealer.ts';
import { newNonce, veilIndexes } from '../veil.ts';
import { lengthen } from './decide.ts';

/** Slots from the same seed after those of a locked list. They wait for two signatures over the new digest. */
export const extendList: CommandHandler<'randomization.extend'> = (context, input) => {
  const list = lockedList(context, input.list);
  if (!list.ok) return list;
  const { db, ports } = context;
  const secret = listSecretOf(db, requireSealer(context), list.value.entry);
  const { definition } = currentDefinition(db);
  const longer = lengthen(definition, secret.specification, stratifiedBy(db, list.value.id), input);
  if (!longer.ok) return longer;
  const { specification, words } = longer.value;
  const made = makeList(ports, { ...secret, specification });
  if (!made.ok) return made;
  const stopped = extensionRefusal(context, list.value, secret, made.value);
  if (stopped !== null) return err(stopped);
  const body = publicBody(context, list.value, made.value, words);
  const blockStarts = made.value.list.strata.map(blockStartsOf);
  const sealed = secretJson({ ...secret, specification, blockStarts });
  const slots = body.strata.reduce((sum, stratum) => sum + stratum.slots, 0);
  return ok({
    events: [{ event: { kind: 'list-extended', body }, reason: input.reason, secret: sealed }],
    value: {
      ...listCard(db, list.value),
      extension: { slots, digest: body.digest, signatures: [] },
    },
  });
};

function lockedList(context: CommandContext, code: string): Result<ListFacts, Refusal> {
  const list = findList(context.db, code);
  if (!list.ok) return list;
  const { status, kind } = list.value;
  if (kind === 'live') {
    return err(
      refusal('list-live', `${code} draws live and has no end.`, 'Extend a list of slots.'),
    );
  }
  if (status === 'locked') return list;
  return err(
    refusal(
      'list-not-locked',
      `List ${code} is ${status.replace('-', ' ')}.`,
      'Only a locked list is extended; generate another list instead.',
    ),
  );
}

/** Nothing is recorded unless the longer list begins with the recorded one and a second implementation agrees. */
function extensionRefusal(
  context: CommandContext,
  list: ListFacts,
  secret: ListSecret,
  { checked, list: made }: MadeList,
): Refusal | null {
  const locked = checkListSpecification(secret.specification);
  if (!locked.ok) return locked.error;
  const added = checkExtension(locked.value, checked);
  if (!added.ok) return added.error;
  const source = { db: context.db, sealer: requireSealer(context) };
  const recorded = recordedList(source, list.id, secret.blockStarts);
  const second = compareLists(
    made,
    secondList(checked.specification, fromHex(secret.seed), context.ports.deriveKey),
  );
  if (second.isConcordant && beginsWith(made, recorded)) return null;
  return refusal(
    'extension-not-concordant',
    'The longer list does not begin with the recorded one; nothing was extended.',
    'Verify the list and find out what changed its slots.',
  );
}

const beginsWith = (longer: GeneratedList, recorded: GeneratedList): boolean =>
  recorded.strata.every(({ arm }, s) =>
    arm.every((value, i) => longer.strata[s]?.arm[i] === value),
  );

function publicBody(
  context: CommandContext,
  list: ListFacts,
  made: MadeList,
  words: ReadonlyMap<string, string>,
): EventBodies['list-extended'] {
  const sealer = requireSealer(context);
  const before = listStrata(context.db, list.id);
  const strata = made.list.strata.flatMap(({ name, arm }, s) => {
    const after = before[s]?.slots ?? 0;
    if (arm.length === after) return [];
    const nonce = before[s]?.nonce ?? newNonce(context.ports.random);
    const veil = veilIndexes(sealer, nonce, arm.subarray(after), after);
    const slots = arm.length - after;
    return [{ key: name, words: words.get(name) ?? name, after, slots, nonce, veil }];
  });
  const { digest, merkleRoot } = made;
  return { list: list.code, strata, digest, merkleRoot, engine: listFormat };
}
