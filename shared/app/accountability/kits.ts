import { err, ok } from '../../base/result.ts';
import { bucketOf } from '../../domain/accountability/bucket.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import { kitStates } from '../../domain/kit/kit-state.ts';
import { accountKit, accountKitsAt, accountKitsOf } from '../../store/queries/account-kits.ts';
import type { AccountKit } from '../../store/queries/account-kits.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import { unknownPlace } from '../actor-place.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { placeScope } from '../queries/scope.ts';
import { visibleSubject } from '../queries/subjects-get.ts';
import { kitAccountRow } from './kit-account-row.ts';

interface Found {
  readonly total: number;
  readonly kits: readonly AccountKit[];
}

const windowOf = (
  kits: readonly AccountKit[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Found => ({ total: kits.length, kits: kits.slice(offset, offset + limit) });

/** A kit by its number, if it is where the person may look or was given to one of the person's subjects. */
function oneKit(context: QueryContext, number: string): readonly AccountKit[] {
  const { places, visible } = placeScope(context);
  const kit = accountKit(context.db, typedKitNumber(number));
  if (kit === undefined) return [];
  const sites = visible?.map((id) => places.get(id)?.code);
  const isVisible =
    sites === undefined || sites.includes(kit.placeCode) || sites.includes(kit.site ?? '');
  return isVisible ? [kit] : [];
}

export const accountabilityKits: QueryHandler<'accountability.kits'> = (context, input) => {
  const found = kitsAsked(context, input);
  if (!found.ok) return found;
  return ok({
    total: found.value.total,
    rows: found.value.kits.map(kitAccountRow(context)),
    unblinded: context.sealer !== null,
  });
};

function kitsAsked(context: QueryContext, input: ParsedInputOf<'accountability.kits'>) {
  const { db } = context;
  if (input.number !== undefined) return ok(windowOf(oneKit(context, input.number), input));
  if (input.subject !== undefined) {
    const subject = visibleSubject(context, input.subject);
    if (!subject.ok) return subject;
    return ok(windowOf(accountKitsOf(db, [subject.value.id]), input));
  }
  const place = input.place === undefined ? undefined : placeByCode(db, input.place);
  const { visible } = placeScope(context);
  if (place === undefined || visible?.includes(place.id) === false) {
    return err(unknownPlace(input.place ?? ''));
  }
  const { bucket } = input;
  const states =
    bucket === undefined ? null : kitStates.filter((state) => bucketOf(state) === bucket);
  return ok(
    accountKitsAt(db, { place: place.id, states, offset: input.offset, limit: input.limit }),
  );
}
