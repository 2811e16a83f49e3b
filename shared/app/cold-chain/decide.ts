import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import type { Assessment, ExposedGroup } from '../../contracts/cold-chain-parts.ts';
import type { KitAction } from '../../domain/kit/kit-state.ts';
import {
  assessmentOf,
  excursionByCode,
  kitsOfExcursion,
} from '../../store/queries/excursion-rows.ts';
import type { ExcursionKit, ExcursionRecord } from '../../store/queries/excursion-rows.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import type { Decided } from '../record.ts';
import { kitsChanged } from './leg-events.ts';
import { profileAt } from './profiles.ts';

type Decision = ParsedInputOf<'excursions.decide'>['decisions'][number];

export const unknownExcursion = (code: string): Refusal =>
  refusal('excursion-unknown', `There is no excursion ${code} here.`, 'Check the number.');

const decidedAlready = ({ code, status, decidedBy, supersededBy }: ExcursionRecord): Refusal =>
  status === 'superseded'
    ? refusal(
        'excursion-superseded',
        `${code} was judged without data; the readings came, and ${supersededBy} took its place.`,
        `Open ${supersededBy}.`,
      )
    : status === 'in-range'
      ? refusal(
          'nothing-to-decide',
          `The temperatures of ${code} were in range.`,
          'Nothing has to be decided.',
        )
      : refusal(
          'excursion-decided',
          `Excursion ${code} was decided by ${decidedBy}.`,
          'A decision stands; act on single kits with a reason where it has to be corrected.',
        );

function groupsRefusal(groups: readonly unknown[], decisions: readonly Decision[]): Refusal | null {
  const named = decisions.map(({ group }) => group).toSorted((a, b) => a - b);
  const isEach = named.length === groups.length && named.every((group, i) => group === i);
  if (isEach) return null;
  return refusal(
    'decide-every-group',
    `The excursion has ${groups.length} groups of kits; ${named.length} are decided.`,
    'Decide each group once.',
  );
}

/** Beyond tier 1 the stability data have to be weighed: that is for quality assurance. */
function signerRefusal({ signedBy }: CommandContext, tier: number): Refusal | null {
  if (tier === 1 || signedBy?.role === 'qa') return null;
  return refusal(
    'excursion-needs-qa',
    `This excursion is of tier ${tier}; ${signedBy?.printedName ?? 'the signer'} is no quality assurance.`,
    'Have quality assurance sign the decision.',
  );
}

/** Before a kit can wait for destruction it has to stand in quarantine. */
function changes(
  context: CommandContext,
  kits: readonly ExcursionKit[],
  outcome: 'release' | 'reject',
  reason: string,
): { readonly events: readonly Decided[]; readonly changed: number } {
  const step = (action: KitAction, among: readonly ExcursionKit[]) =>
    kitsChanged(
      context.db,
      among.map(({ number }) => number),
      action,
      reason,
    );
  if (outcome === 'release') {
    return step(
      'release',
      kits.filter(({ otherOpen }) => otherOpen === 0),
    );
  }
  const waiting = kits.filter(({ state }) => state === 'pre-quarantined');
  const first = step('quarantine', waiting);
  const ready = kits.filter(({ state }) => ['quarantined', 'at-depot', 'at-site'].includes(state));
  const second = step('await-destruction', ready);
  if (first.changed === 0) return second;
  const numbers = waiting.map(({ number }) => number);
  const body = {
    action: 'await-destruction' as const,
    kits: numbers,
    states: numbers.map(() => 'awaiting-destruction' as const),
  };
  return {
    events: [...first.events, { event: { kind: 'kits-changed', body }, reason }, ...second.events],
    changed: first.changed + second.changed,
  };
}

function outcomeOf(
  context: CommandContext,
  group: ExposedGroup,
  decision: Decision,
  kits: readonly ExcursionKit[],
) {
  const { reserveSeconds } = profileAt(context.db, group.profile, group.version);
  const left = group.remainingSeconds;
  const isQa = context.signedBy?.role === 'qa';
  return {
    group: decision.group,
    outcome: decision.outcome,
    useBy: decision.outcome === 'release' ? (decision.useBy ?? null) : null,
    isExhausted: !isQa && left !== null && left < reserveSeconds,
    kits: kits.map(({ number }) => number),
  };
}

const statusOf = (decisions: readonly Decision[]) => {
  const outcomes = new Set(decisions.map(({ outcome }) => outcome));
  if (outcomes.size > 1) return 'split' as const;
  return outcomes.has('release') ? ('released' as const) : ('rejected' as const);
};

/** Releases or rejects kits group by group; the signature is bound to the arithmetic and the decision. */
export const decideExcursion: CommandHandler<'excursions.decide'> = (context, input) => {
  const found = excursionByCode(context.db, input.excursion);
  if (found === undefined) return err(unknownExcursion(input.excursion));
  if (found.status !== 'open') return err(decidedAlready(found));
  const assessment = JSON.parse(assessmentOf(context.db, found.id)) as Assessment;
  const wrong =
    groupsRefusal(assessment.groups, input.decisions) ?? signerRefusal(context, found.tier);
  if (wrong !== null) return err(wrong);
  const kits = kitsOfExcursion(context.db, found.id);
  const inGroup = (group: number) => kits.filter((kit) => kit.group === group);
  const outcomes = input.decisions.map((decision) => {
    const group = assessment.groups[decision.group] as ExposedGroup;
    return outcomeOf(context, group, decision, inGroup(decision.group));
  });
  const reason = `Excursion ${found.code}: ${input.reason}`.slice(0, 2000);
  const moved = input.decisions.map(({ group, outcome }) => ({
    outcome,
    ...changes(context, inGroup(group), outcome, reason),
  }));
  const count = (outcome: string): number =>
    moved.filter((one) => one.outcome === outcome).reduce((sum, { changed }) => sum + changed, 0);
  const body = { excursion: found.code, status: statusOf(input.decisions), outcomes };
  const signed = { body, assessment, reason: input.reason } as unknown as Json;
  const digest = toHex(context.ports.sha256(canonicalJson(signed)));
  const [released, rejected] = [count('release'), count('reject')];
  return ok({
    events: [
      {
        event: { kind: 'excursion-decided', body },
        reason: input.reason,
        signature: approvedBy(context, digest),
      },
      ...moved.flatMap(({ events }) => events),
    ],
    value: { released, rejected, unchanged: kits.length - released - rejected },
  });
};
