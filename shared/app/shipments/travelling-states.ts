import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { nextKitState } from '../../domain/kit/kit-state.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import type { KitFacts } from '../../store/queries/kit-facts.ts';
import { accountKit } from '../../store/queries/account-kits.ts';
import { openShipmentOf } from '../../store/queries/shipment-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { isUncounted } from '../accountability/account-facts.ts';
import { firstOf } from '../named-kits.ts';

/** Where the kits must be, and the shipment whose own earlier pick does not count against them. */
interface Departure {
  readonly from: string;
  readonly shipment: string | null;
}

/** States of kits once they are set aside for a shipment, or the refusal `kits-cannot-travel` for each that cannot. */
export function travellingStates(
  db: SqlDatabase,
  kits: readonly KitFacts[],
  departure: Departure,
): Result<readonly KitState[], Refusal> {
  const states: KitState[] = [];
  const problems: string[] = [];
  for (const kit of kits) {
    const judged = travellingState(db, kit, departure);
    if (judged.ok) states.push(judged.value);
    else problems.push(judged.error);
  }
  if (problems.length === 0) return ok(states);
  return err(
    refusal(
      'kits-cannot-travel',
      `${problems.length} of ${kits.length} kits cannot be sent from ${departure.from}; nothing was recorded.`,
      'Leave these kits out.',
      firstOf(problems),
    ),
  );
}

function travellingState(
  db: SqlDatabase,
  kit: KitFacts,
  { from, shipment }: Departure,
): Result<KitState, string> {
  if (kit.place !== from) {
    return err(`${kit.number}: is at ${kit.placeName}, not at ${from}.`);
  }
  const open = openShipmentOf(db, kit.number);
  if (open !== undefined && open !== shipment) {
    return err(`${kit.number}: is already in shipment ${open}.`);
  }
  if (open !== undefined && kit.state === 'reserved') return ok(kit.state);
  const known = accountKit(db, kit.number);
  if (known !== undefined && isUncounted(known)) {
    return err(`${kit.number}: was dispensed to subject ${known.subject} and never counted back.`);
  }
  const reserved = nextKitState(kit.state, 'reserve', kit.placeKind);
  // Unusable kits travel only when somebody names them for a return, never in a pick by types.
  const next =
    reserved.ok || shipment !== null
      ? reserved
      : nextKitState(kit.state, 'move-unusable', kit.placeKind);
  return next.ok ? next : err(`${kit.number}: ${next.error.message}`);
}
