import { fromHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { compareLists } from '../../engine/randomization/concordance/concordance.ts';
import { secondList } from '../../engine/randomization/concordance/second-list.ts';
import { verifyList } from '../../engine/randomization/list-verification.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { listEntries } from '../../store/queries/list-facts.ts';
import type { ListFacts } from '../../store/queries/list-facts.ts';
import { armsOf } from '../generate-list/decide.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { findList } from '../list-secret/find-list.ts';
import { listSecretOf } from '../list-secret/list-secret.ts';
import type { ListSecret } from '../list-secret/list-secret.ts';
import { makeList, publicMarks } from '../list-secret/make-list.ts';
import { requireSealer } from '../require-sealer.ts';
import { listChecks } from './decide.ts';
import type { ListEvidence } from './decide.ts';
import { schemeChecks } from './scheme-checks.ts';
import { recordedList } from '../list-secret/recorded-list.ts';

/** Makes a list again and compares every slot; makes every live allocation again from its draw. A failed verification is recorded like a passed one. */
export const verifyListCommand: CommandHandler<'randomization.verify'> = (context, input) => {
  const list = findList(context.db, input.list);
  if (!list.ok) return list;
  if (list.value.status === 'retired') {
    return err(
      refusal('list-retired', `List ${input.list} is retired.`, 'Verify a list that is in use.'),
    );
  }
  const checks =
    list.value.kind === 'live'
      ? schemeChecks(context, list.value)
      : listChecks(gatherEvidence(context, list.value));
  const concordant = checks.every(({ passed }) => passed);
  // Details may name arms: in clear stands only which checks passed.
  const body = {
    list: input.list,
    concordant,
    checks: checks.map(({ check, passed }) => ({ check, passed })),
  };
  const secret = { checks: checks.map((check) => ({ ...check })) };
  return ok({
    events: [{ event: { kind: 'list-verified', body }, secret }],
    value: { concordant, checks: [...checks] },
  });
};

function gatherEvidence(context: CommandContext, list: ListFacts): ListEvidence {
  const { db, ports } = context;
  const sealer = requireSealer(context);
  const secret = listSecretOf(db, sealer, list.entry);
  const made = makeList(ports, secret);
  if (!made.ok) throw new Error(`list ${list.code} cannot be made again: ${made.error.message}`);
  const { checked, list: regenerated } = made.value;
  const recorded = recordedList({ db, sealer }, list.id, secret.blockStarts);
  const marks = publicMarks(ports, secret, checked, recorded);
  return {
    recorded,
    regenerated,
    second: compareLists(
      recorded,
      secondList(secret.specification, fromHex(secret.seed), ports.deriveKey),
    ),
    digest: { recorded: list.digest, computed: marks.digest },
    merkleRoot: { recorded: list.merkleRoot, computed: marks.merkleRoot },
    report: verifyList(checked, recorded),
    arms: secret.specification.arms,
    studyArms: armsOf(currentDefinition(db).definition),
    listsWithThisSeed: seedUses(context, secret),
  };
}

const seedUses = (context: CommandContext, { seed }: ListSecret): number =>
  listEntries(context.db).filter(
    (entry) => listSecretOf(context.db, requireSealer(context), entry).seed === seed,
  ).length;
