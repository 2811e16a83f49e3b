import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import type { CommandHandler } from '../handlers.ts';

/** Opens or closes a site. */
export const setSiteStatus: CommandHandler<'study.setSiteStatus'> = (context, input) => {
  const stopped = statusRefusal(placeByCode(context.db, input.site), input);
  if (stopped !== null) return err(stopped);
  const body = { site: input.site, status: input.status };
  return ok({
    events: [{ event: { kind: 'site-status-set', body }, reason: input.reason }],
    value: {},
  });
};

function statusRefusal(
  place: PlaceFacts | undefined,
  wanted: { readonly site: string; readonly status: string },
): Refusal | null {
  if (place === undefined || place.kind !== 'site') {
    return refusal(
      'site-unknown',
      `There is no site ${wanted.site}.`,
      'Choose a site of the study; a new site comes by an amendment.',
    );
  }
  if (place.status !== wanted.status) return null;
  return refusal(
    'site-status-same',
    `Site ${place.name} (${place.code}) is ${wanted.status} already.`,
    'Nothing needs to be done.',
  );
}
