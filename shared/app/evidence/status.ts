import { ok } from '../../base/result.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import { readRevision } from '../../store/queries/revision.ts';
import { trailPositions, wholeTrail } from '../../store/queries/trail.ts';
import type { TrailEventBodies } from '../../ledger/trail-events.ts';
import type { QueryHandler } from '../handlers.ts';
import { consoleFingerprint } from '../packs/device-request.ts';
import { publicKeyOf } from '../packs/pack-file.ts';

const shown = 20;

/** The fingerprint by which packs of this console are known, and those that were made. */
export const evidenceStatus: QueryHandler<'evidence.status'> = (context) => {
  const { db, ports } = context;
  const filter = { ...wholeTrail, kinds: ['evidence-made'] };
  const made = entriesOf(db, trailPositions(db, filter, { offset: 0, limit: shown }));
  return ok({
    fingerprint: consoleFingerprint(ports, publicKeyOf(context)),
    entries: readRevision(db),
    packs: made.map(({ sequence, content }) => {
      const body = content.body as unknown as TrailEventBodies['evidence-made'];
      const { at, offsetMinutes, printedName } = content;
      return { entry: sequence, at, offsetMinutes, printedName, ...body };
    }),
  });
};
