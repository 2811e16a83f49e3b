import { epochDayOf } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import type { ReservedKit } from '../../store/queries/reservations.ts';
import type { Moment } from '../ports.ts';
import { dispensingRule } from './dispensing-rule.ts';
import { takeKept } from './kept-kits.ts';
import { pickKits } from './pick-kits.ts';
import type { Because, Pick, PickedKit } from './pick-kits.ts';
import type { TieSource } from './tied-kits.ts';

export interface VisitPick {
  readonly definition: StudyDefinition;
  readonly site: PlaceFacts;
  readonly arm: number;
  readonly visit: string;
  readonly now: Moment;
  /** Kits that are spoken for already. */
  readonly except?: ReadonlySet<number>;
  /** Kits kept for the subject at this visit; they go first. */
  readonly kept?: readonly ReservedKit[];
}

/** The kits that an arm gets at a visit, first expiring first, within do-not-dispense in the site's own day. */
export function pickForVisit(source: TieSource, given: VisitPick): Result<Pick, Refusal> {
  const { definition, visit } = given;
  const arm = definition.arms[given.arm];
  const lines = definition.visitKits.find((row) => row.visit === visit && row.arm === arm?.id);
  if (lines === undefined || lines.kits.length === 0) {
    return err(
      refusal(
        'no-kits-at-visit',
        `The definition gives no kits at visit ${visit}.`,
        'Choose a visit at which kits are dispensed.',
      ),
    );
  }
  const kits: PickedKit[] = [];
  const because: Because[] = [];
  const except = new Set<number>(given.except);
  for (const line of lines.kits) {
    const request = { ...requestOf(given, line), except };
    const kept = takeKept(source, request, given.kept ?? []);
    const count = line.count - kept.kits.length;
    const picked =
      count === 0 ? ok({ kits: [], because: [] }) : pickKits(source, { ...request, count });
    if (!picked.ok) return picked;
    for (const kit of picked.value.kits) except.add(kit.id);
    kits.push(...kept.kits, ...picked.value.kits);
    because.push(...kept.because, ...picked.value.because);
  }
  return ok({ kits, because: fitting(because) });
}

function requestOf(given: VisitPick, line: { readonly kitType: string; readonly count: number }) {
  const { definition, site } = given;
  const wanted = dispensingRule(given);
  const index = definition.kitTypes.findIndex(({ id }) => id === line.kitType);
  return {
    place: { id: site.id, name: site.name },
    kitType: { index, name: line.kitType },
    count: line.count,
    day: epochDayOf(wanted.day),
    wanted,
    tie: definition.selection.tie,
  };
}

/** Characters of reasons that fit one sealed block with what else a dispensing seals. */
const reasonBudget = 1_300;

/**
 * Reasons within a fixed length, chosen kits first: how many kits of a type were seen must not be told by how much
 * is sealed.
 */
function fitting(because: readonly Because[]): readonly Because[] {
  const kept: Because[] = [];
  let length = 0;
  const isChosen = ({ outcome }: Because): boolean => outcome === 'chosen';
  for (const line of [...because.filter(isChosen), ...because.filter((l) => !isChosen(l))]) {
    length += line.because.length + line.number.length + 50;
    if (length <= reasonBudget) kept.push(line);
  }
  return kept;
}
