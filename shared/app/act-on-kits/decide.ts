import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { nextStateOf } from '../../domain/kit/kit-state.ts';
import type { KitAction, KitState } from '../../domain/kit/kit-state.ts';
import type { KitFacts } from '../../store/queries/kit-facts.ts';

/** The state of each kit after the action, or the refusal `kit-transition` that tells of each kit why not. */
export function decideAction(
  kits: readonly KitFacts[],
  action: KitAction,
  isUnderWay: (number: string) => boolean,
): Result<readonly KitState[], Refusal> {
  const states: KitState[] = [];
  const problems: string[] = [];
  for (const kit of kits) {
    const next =
      kit.state === 'in-transit' || isUnderWay(kit.number)
        ? inTransit(kit)
        : nextStateOf(kit, action);
    if (next.ok) states.push(next.value);
    else problems.push(inWords(kit, next.error));
  }
  if (problems.length === 0) return ok(states);
  return err(
    refusal(
      'kit-transition',
      `${problems.length} of ${kits.length} kits cannot take the step "${action}"; nothing was recorded.`,
      'Leave these kits out, or choose a step that their state allows.',
      problems,
    ),
  );
}

const inWords = (kit: KitFacts, { message, next, because }: Refusal): string =>
  `${kit.number}: ${[message, next, ...because].join(' ')}`;

/** Nobody has a kit in hand that is in transit: what happened to it is said when its shipment arrives. */
const inTransit = (kit: KitFacts): Result<KitState, Refusal> =>
  err(
    refusal(
      'kit-in-transit',
      `It is in transit to ${kit.placeName}.`,
      'Receive its shipment and say there what happened to it.',
    ),
  );
