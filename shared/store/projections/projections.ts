import type { StudyEvent } from '../../ledger/events.ts';
import type { SqlDatabase } from '../sql-database.ts';
import * as access from './access.ts';
import * as accountability from './accountability.ts';
import * as cohorts from './cohorts.ts';
import * as extensions from './list-extensions.ts';
import * as kits from './kits.ts';
import * as lists from './lists.ts';
import type { Projection, ProjectionMap, RecordedIn } from './projection.ts';
import * as resupply from './resupply.ts';
import * as screening from './screening.ts';
import * as shipments from './shipments.ts';
import * as study from './study.ts';
import * as subjects from './subjects.ts';

/** One projection an event: the only code that writes to the tables beside the ledger. */
export const projections: ProjectionMap = {
  'store-created': study.storeCreated,
  'device-enrolled': study.deviceEnrolled,
  'store-restored': study.storeRestored,
  'study-defined': study.studyDefined,
  'site-status-set': study.siteStatusSet,
  'user-added': access.userAdded,
  'unblinding-granted': access.unblindingGranted,
  'user-deactivated': access.userDeactivated,
  'passphrase-changed': access.passphraseChanged,
  'access-recovered': access.accessRecovered,
  'signed-in': access.signedIn,
  'sign-in-failed': access.signInFailed,
  'lot-registered': kits.lotRegistered,
  'kits-added': kits.kitsAdded,
  'kits-received': kits.kitsReceived,
  'kits-changed': kits.kitsChanged,
  'shipment-requested': shipments.shipmentRequested,
  'shipment-approved': shipments.shipmentApproved,
  'shipment-picked': shipments.shipmentPicked,
  'shipment-packed': shipments.shipmentPacked,
  'shipment-dispatched': shipments.shipmentDispatched,
  'shipment-received': shipments.shipmentReceived,
  'shipment-lost': shipments.shipmentLost,
  'shipment-cancelled': shipments.shipmentCancelled,
  'resupply-set': resupply.resupplySet,
  'resupply-run': resupply.resupplyRun,
  'resupply-prepared': resupply.resupplyPrepared,
  'resupply-discarded': resupply.resupplyDiscarded,
  'list-generated': lists.listGenerated,
  'scheme-defined': lists.schemeDefined,
  'cohort-opened': cohorts.cohortOpened,
  'cohort-closed': cohorts.cohortClosed,
  'list-extended': extensions.listExtended,
  'extension-signed': extensions.extensionSigned,
  'replication-kit-exported': lists.replicationKitExported,
  'list-verified': lists.listVerified,
  'list-signed': lists.listSigned,
  'list-retired': lists.listRetired,
  'list-revealed': lists.listRevealed,
  'subject-screened': screening.subjectScreened,
  'subject-screen-failed': screening.subjectScreenFailed,
  'subject-randomized': subjects.subjectRandomized,
  'kits-dispensed': subjects.kitsDispensed,
  'subject-withdrawn': subjects.subjectWithdrawn,
  'units-returned': accountability.unitsReturned,
  'units-counted-again': accountability.unitsCountedAgain,
  'units-corrected': accountability.unitsCorrected,
  'kits-destroyed': accountability.kitsDestroyed,
  'discrepancy-raised': accountability.discrepancyRaised,
  'discrepancy-resolved': accountability.discrepancyResolved,
  'accountability-signed': accountability.accountabilitySigned,
};

/** Applies an event to the tables. */
export function project(db: SqlDatabase, event: StudyEvent, entry: RecordedIn): void {
  const projection = projections[event.kind] as Projection<typeof event.kind>;
  projection(db, event.body as never, entry);
}

/**
 * Tables whose content follows from the ledger alone, with the order in which their rows are compared.
 * Missing from it: `ledger` itself and `request`, which only remembers replies.
 */
export const projectedTables = [
  { table: 'mention', order: 'id, noun, entry' },
  { table: 'study', order: 'only' },
  { table: 'device', order: 'device' },
  { table: 'study_version', order: 'version' },
  { table: 'person', order: 'user' },
  { table: 'place', order: 'id' },
  { table: 'lot', order: 'id' },
  { table: 'kit_batch', order: 'id' },
  { table: 'kit', order: 'id' },
  { table: 'kit_count', order: 'place, lot, state' },
  { table: 'screening', order: 'id' },
  { table: 'resupply_proposal', order: 'code' },
  { table: 'shipment', order: 'id' },
  { table: 'shipment_kit', order: 'shipment, kit' },
  { table: 'random_list', order: 'id' },
  { table: 'list_signature', order: 'list, entry' },
  { table: 'cohort_list', order: 'list' },
  { table: 'cohort', order: 'cohort' },
  { table: 'list_extension', order: 'list' },
  { table: 'stratum', order: 'id' },
  { table: 'slot', order: 'stratum, position' },
  { table: 'subject', order: 'id' },
  { table: 'dispensing', order: 'id' },
  { table: 'dispensed_kit', order: 'kit' },
  { table: 'kit_move', order: 'entry, kit, direction' },
  { table: 'kit_return', order: 'kit' },
  { table: 'destruction', order: 'id' },
  { table: 'destroyed_kit', order: 'kit' },
  { table: 'discrepancy', order: 'id' },
  { table: 'account_signature', order: 'entry' },
] as const;
