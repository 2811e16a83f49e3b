import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

/** Settings are read from their entry: no table changes. */
export const resupplySet: Projection<'resupply-set'> = () => undefined;

/** The shipments have their own entries; this one tells of each why it was asked for. */
export const resupplyRun: Projection<'resupply-run'> = (db, body, entry) => {
  for (const shipment of body.shipments) mention(db, 'shipment', shipment, entry.sequence);
  if (body.proposal === undefined) return;
  db.prepare(`UPDATE resupply_proposal SET status = 'run', run = ? WHERE code = ?`).run(
    body.run,
    body.proposal,
  );
};

/** One proposal waits at a time: a newer one takes the place of one that nobody signed. */
export const resupplyPrepared: Projection<'resupply-prepared'> = (db, body, entry) => {
  db.prepare(`UPDATE resupply_proposal SET status = 'superseded' WHERE status = 'pending'`).run();
  db.prepare(`INSERT INTO resupply_proposal VALUES (?, 'pending', ?, NULL, ?)`).run(
    body.proposal,
    body.day,
    entry.sequence,
  );
};

export const resupplyDiscarded: Projection<'resupply-discarded'> = (db, body) => {
  db.prepare(`UPDATE resupply_proposal SET status = 'discarded' WHERE code = ?`).run(body.proposal);
};
