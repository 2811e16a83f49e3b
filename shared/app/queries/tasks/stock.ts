import { epochDayOf } from '../../../base/iso-date.ts';
import type { Task } from '../../../contracts/trail.ts';
import { effectiveDoNotDays } from '../../../domain/lot/do-not-days.ts';
import { localDay } from '../../../domain/place/local-day.ts';
import type { CountryCode, SiteId } from '../../../domain/study/study-definition.ts';
import { countShelfKits, shelfKits } from '../../../store/queries/kit-stock.ts';
import type { PlaceRecord } from '../../../store/queries/places.ts';
import type { Sealer } from '../../ports.ts';
import { kitTypeOf } from '../unveil.ts';
import type { TaskContext, TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

/** A site should be able to randomize this many more subjects, whatever their arm. */
const subjectsAhead = 2;

/** Kits of each type that the next subjects could need at randomization: the most that any arm gets. */
function neededByType(context: TaskContext): ReadonlyMap<string, number> {
  const { definition } = context;
  const visit = definition.visits.find(({ isRandomization }) => isRandomization)?.id;
  const needed = new Map<string, number>();
  for (const row of definition.visitKits.filter((candidate) => candidate.visit === visit)) {
    for (const { kitType, count } of row.kits) {
      needed.set(kitType, Math.max(needed.get(kitType) ?? 0, count * subjectsAhead));
    }
  }
  return needed;
}

/** The first epoch day of expiry with which a kit may still be dispensed at the site today. */
function firstUsableDay(context: TaskContext, site: PlaceRecord): number {
  const { selection } = context.definition;
  const { days } = effectiveDoNotDays(selection, 'dispense', {
    country: site.country as CountryCode,
    site: site.code as SiteId,
  });
  const today = epochDayOf(localDay(context.now.instant, site.zone));
  return today + days + (selection.isBoundaryDayAllowed ? 0 : 1);
}

interface Shortage {
  readonly site: PlaceRecord;
  readonly words: string;
  readonly isEmpty: boolean;
}

/** Without the key only the total is known, and that is all that is said. */
function shortageInTotal(
  context: TaskContext,
  site: PlaceRecord,
  needed: ReadonlyMap<string, number>,
): Shortage | null {
  const enough = [...needed.values()].reduce((sum, count) => sum + count, 0);
  const fromDay = firstUsableDay(context, site);
  const kits = countShelfKits(context.db, { place: site.id, fromDay, enough });
  if (kits >= enough) return null;
  return { site, words: `${plural(kits, 'usable kit')} of ${enough}`, isEmpty: kits === 0 };
}

function shortageByType(
  context: TaskContext & { readonly sealer: Sealer },
  site: PlaceRecord,
  needed: ReadonlyMap<string, number>,
): Shortage | null {
  const found = new Map([...needed.keys()].map((type) => [type, 0]));
  const missing = new Set(needed.keys());
  for (const kit of shelfKits(context.db, site.id, firstUsableDay(context, site))) {
    const type = kitTypeOf(context.db, context.sealer, kit) ?? '';
    const count = (found.get(type) ?? 0) + 1;
    found.set(type, count);
    if (count >= (needed.get(type) ?? 0)) missing.delete(type);
    if (missing.size === 0) return null;
  }
  const words = [...missing].map((type) => `${found.get(type)} of ${needed.get(type)} ${type}`);
  return { site, words: words.join(', '), isEmpty: [...missing].some((x) => found.get(x) === 0) };
}

function shortages(context: TaskContext): readonly Shortage[] {
  const { sealer } = context;
  const needed = neededByType(context);
  const sites = [...context.scope.places.values()].filter(
    ({ id, kind, status }) =>
      kind === 'site' && status === 'active' && (context.scope.visible?.includes(id) ?? true),
  );
  return sites.flatMap((site) => {
    const shortage =
      sealer === null
        ? shortageInTotal(context, site, needed)
        : shortageByType({ ...context, sealer }, site, needed);
    return shortage === null ? [] : [shortage];
  });
}

const taskOf = ({ site, words, isEmpty }: Shortage, namesTypes: boolean): Task => ({
  kind: 'stock',
  urgency: isEmpty ? 'now' : 'soon',
  title: `${site.code} ${site.name} is short of kits`,
  detail: `Usable today for ${subjectsAhead} more subjects: ${words}.`,
  target: { screen: 'stock', id: site.code },
  ...(namesTypes ? ({ namesTypes } as const) : {}),
});

/** Open sites that could not randomize the next subjects; the emptiest first. */
export const stockTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'supply-planner', 'depot-operator', 'site-user'],
  find(context) {
    const all = shortages(context).toSorted((a, b) => Number(b.isEmpty) - Number(a.isEmpty));
    const namesTypes = context.sealer !== null;
    return atMost(
      all.map((shortage) => taskOf(shortage, namesTypes)),
      (hidden) => ({
        title: `${hidden} more sites are short of kits`,
        detail: 'The Stock screen shows what every place holds.',
        target: { screen: 'stock', id: null },
      }),
    );
  },
};
