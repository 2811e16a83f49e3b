import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { kitStateInWords, nextKitState } from '../../domain/kit/kit-state.ts';
import type { KitState, PlaceKind } from '../../domain/kit/kit-state.ts';

interface ArrivingKit {
  readonly number: string;
  readonly state: KitState;
  /** Where the kit is, or is on its way to. */
  readonly place: string;
  readonly placeName: string;
}

interface ReceivingPlace {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly name: string;
}

/** Why a kit cannot be received here, or null. A kit on its way arrives only where it was sent. */
function arrivalProblem(kit: ArrivingKit, at: ReceivingPlace): string | null {
  const next = nextKitState(kit.state, 'receive', at.kind);
  if (!next.ok) {
    return `${kit.number}: is ${kitStateInWords(kit.state)} at ${kit.placeName}; ${next.error.because.join(' ')}`;
  }
  if (kit.place === at.code) return null;
  return `${kit.number}: is ${kitStateInWords(kit.state)} for ${kit.placeName} (${kit.place}), not for ${at.name}.`;
}

/** All kits can be received at the place, or the refusal `kits-not-receivable` that tells of each one why not. */
export function decideReceipt(
  kits: readonly ArrivingKit[],
  at: ReceivingPlace,
): Result<readonly string[], Refusal> {
  const problems = kits.flatMap((kit) => arrivalProblem(kit, at) ?? []);
  if (problems.length === 0) return ok(kits.map(({ number }) => number));
  return err(
    refusal(
      'kits-not-receivable',
      `${problems.length} of ${kits.length} kits cannot be received at ${at.name}; nothing was recorded.`,
      'Leave these kits out, or correct the place; report a kit that arrived at the wrong place.',
      problems,
    ),
  );
}
