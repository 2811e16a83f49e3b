import { canBecomeStock } from '../../domain/kit/kit-state.ts';
import { kitsOpened } from '../../ledger/bundle/assignment-facts.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { EarlierJudgement } from './reconcile-device.ts';

type Told = Pick<EarlierJudgement, 'facts' | 'isRecorded'>;

/** What judging looks up about kits: the store and the simulator both give it. */
export interface KitView {
  kitState(number: string): string | undefined;
  /** The pack in whose envelopes a kit lies. */
  packOf(number: string): string | undefined;
  ofEnvelope(pack: string, envelope: number): readonly Told[];
  /** Judgements of any machine that name the kit. */
  showing(number: string): readonly Pick<Told, 'facts'>[];
}

/**
 * What records did to a kit does not count, or the verdict would depend on which of them came first: neither that of the
 * envelope itself, nor another one that shows the kit, which is named beside this one. Nor does what becomes of a kit
 * whose pack is closed: an import sets it apart wherever it finds it.
 */
export function ownKitState(
  number: string,
  { pack, envelope }: AssignmentFacts,
  view: KitView,
): string | undefined {
  const state = view.kitState(number);
  const lies = view.packOf(number);
  if (lies !== undefined && lies !== pack) return 'in-another-pack';
  const isApart = state === 'quarantined' || state === 'pre-quarantined';
  if (lies === undefined && (isApart || canBecomeStock(state))) return 'out-of-its-pack';
  if (state === 'reserved') return state;
  if (isApart && isShownElsewhere(number, { pack, envelope }, view)) return 'reserved';
  const isOurs = view
    .ofEnvelope(pack, envelope)
    .some(
      ({ isRecorded, facts }) => isRecorded && (facts.took ?? kitsOpened(facts)).includes(number),
    );
  return isOurs ? 'reserved' : isApart ? 'quarantined' : state;
}

const isShownElsewhere = (
  number: string,
  { pack, envelope }: Pick<AssignmentFacts, 'pack' | 'envelope'>,
  view: KitView,
): boolean =>
  view.showing(number).some(({ facts }) => facts.pack !== pack || facts.envelope !== envelope);

/**
 * What a record shows after its pack was closed may be stock again, here or anywhere else, even in another pack: it is set
 * apart at once, before anybody decides. In alphabetical order.
 */
export function stockShown(
  judged: readonly Pick<Told, 'facts'>[],
  view: Pick<KitView, 'kitState' | 'packOf'>,
): readonly string[] {
  const shown = judged.flatMap(({ facts }) =>
    kitsOpened(facts).filter((kit) => isStockNow(kit, facts.pack, view)),
  );
  return [...new Set(shown)].sort();
}

/** Kits that wait in the envelopes of the record's own pack are not stock: deciding about the record sets them apart. */
function isStockNow(
  kit: string,
  pack: string,
  view: Pick<KitView, 'kitState' | 'packOf'>,
): boolean {
  const state = view.kitState(kit);
  return canBecomeStock(state) && !(state === 'reserved' && view.packOf(kit) === pack);
}

/**
 * What recording takes out of the pack. An assignment that gives way in the same import puts its kits back first: they
 * must leave again under the name of the one that stands, or nothing gives them back when that one gives way in its turn.
 */
export function kitsTaken(
  facts: AssignmentFacts,
  retracted: readonly Pick<Told, 'facts'>[],
  { kitState }: Pick<KitView, 'kitState'>,
): readonly string[] {
  const back = new Set(retracted.flatMap((one) => one.facts.took ?? []));
  return kitsOpened(facts).filter((kit) => back.has(kit) || kitState(kit) === 'reserved');
}
