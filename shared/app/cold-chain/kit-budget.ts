import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { degreesCelsius } from '../../engine/temperature/centi-celsius.ts';
import { judge } from '../../engine/temperature/excursion-tier.ts';
import { budgetUse } from '../../engine/temperature/stability-budget.ts';
import { kitBudget } from '../../store/queries/kit-legs.ts';
import type { QueryContext } from '../handlers.ts';
import { LegReader } from './kit-life.ts';
import { profileAt } from './profiles.ts';

/** The stability budget of one kit over all legs of its life; null for a kit of which no leg was judged. */
export function budgetOfKit(
  context: QueryContext,
  kit: { readonly id: number; readonly number: string },
) {
  const known = kitBudget(context.db, kit.number);
  if (known === undefined) return null;
  const profile = profileAt(context.db, known.profile, known.version);
  const reader = new LegReader(context);
  const legs = reader.legsOf(kit.id);
  const use = budgetUse(
    legs.map((leg) => reader.spansOf(leg, profile)),
    profile,
  );
  return {
    profile: profile.profile,
    version: profile.version,
    remainingSeconds: known.remaining,
    useBy:
      known.limitDay === null || known.limitDay === 0 ? null : isoDateFromEpochDay(known.limitDay),
    isExhausted: known.limitDay === 0,
    bands: judge(use, profile).bands.map(({ low, high, allowed, used, missing, remaining }) => ({
      low: degreesCelsius(low),
      high: degreesCelsius(high),
      allowed,
      used,
      missing,
      remaining,
    })),
    legs: legs.map(({ excursion, from, to, file }) => ({
      excursion,
      from,
      to,
      isMeasured: file !== null,
    })),
  };
}
