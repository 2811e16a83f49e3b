import type { StudyEvent } from '../../ledger/events.ts';
import type { SqlDatabase } from '../sql-database.ts';
import * as access from './access.ts';
import * as bundles from './backup-bundles.ts';
import * as packs from './backup-packs.ts';
import * as accountability from './accountability.ts';
import * as campaigns from './campaigns.ts';
import * as codeBreak from './code-break.ts';
import * as cohorts from './cohorts.ts';
import * as custody from './custody.ts';
import * as coldChain from './cold-chain.ts';
import * as fileBackups from './file-backups.ts';
import * as forecast from './forecast.ts';
import * as extensions from './list-extensions.ts';
import * as kits from './kits.ts';
import * as labels from './labels.ts';
import * as lists from './lists.ts';
import * as lots from './lots.ts';
import type { Projection, ProjectionMap, RecordedIn } from './projection.ts';
import * as resupply from './resupply.ts';
import * as siteMode from './site-mode.ts';
import * as sharing from './sharing.ts';
import * as screening from './screening.ts';
import * as shipments from './shipments.ts';
import * as study from './study.ts';
import * as subjects from './subjects.ts';
import * as trail from './trail.ts';

/** One projection an event: the only code that writes to the tables beside the ledger. */
export const projections: ProjectionMap = {
  'store-created': study.storeCreated,
  'device-enrolled': study.deviceEnrolled,
  'store-restored': study.storeRestored,
  'clock-confirmed': study.clockConfirmed,
  'study-defined': study.studyDefined,
  'site-status-set': study.siteStatusSet,
  'user-added': access.userAdded,
  'unblinding-granted': access.unblindingGranted,
  'user-deactivated': access.userDeactivated,
  'passphrase-changed': access.passphraseChanged,
  'role-changed': access.roleChanged,
  'access-recovered': access.accessRecovered,
  'signed-in': access.signedIn,
  'sign-in-failed': access.signInFailed,
  'signature-failed': access.signatureFailed,
  'manufacturing-lot-registered': lots.manufacturingLotRegistered,
  'lot-registered': lots.lotRegistered,
  'lot-status-set': lots.lotStatusSet,
  'lots-grouped': lots.lotsGrouped,
  'campaign-started': campaigns.campaignStarted,
  'campaign-country-approved': campaigns.campaignCountryApproved,
  'campaign-kits-confirmed': campaigns.campaignKitsConfirmed,
  'campaign-kits-left-out': campaigns.campaignKitsLeftOut,
  'campaign-labels-counted': campaigns.campaignLabelsCounted,
  'campaign-closed': campaigns.campaignClosed,
  'kits-reserved': kits.kitsReserved,
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
  'forecast-scenario-kept': forecast.forecastScenarioKept,
  'forecast-run-kept': forecast.forecastRunKept,
  'resupply-set': resupply.resupplySet,
  'resupply-run': resupply.resupplyRun,
  'resupply-prepared': resupply.resupplyPrepared,
  'resupply-discarded': resupply.resupplyDiscarded,
  'storage-profile-set': coldChain.storageProfileSet,
  'logger-mapping-confirmed': coldChain.loggerMappingConfirmed,
  'logger-imported': coldChain.loggerImported,
  'leg-judged': coldChain.legJudged,
  'excursion-decided': coldChain.excursionDecided,
  'label-template-defined': labels.labelTemplateDefined,
  'labels-issued': labels.labelsIssued,
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
  'code-broken': codeBreak.codeBroken,
  'code-break-explained': codeBreak.codeBreakExplained,
  'code-break-assessed': codeBreak.codeBreakAssessed,
  'break-envelopes-sealed': codeBreak.breakEnvelopesSealed,
  'break-keys-granted': codeBreak.breakKeysGranted,
  'custody-requested': custody.custodyRequested,
  'custody-granted': custody.custodyGranted,
  'custody-declined': custody.custodyDeclined,
  'custody-closed': custody.custodyClosed,
  'list-exported': custody.listExported,
  'kit-map-exported': custody.kitMapExported,
  'site-device-enrolled': packs.siteDeviceEnrolled,
  'pack-issued': packs.packIssued,
  'pack-revoked': packs.packRevoked,
  'pack-returned': packs.packReturned,
  'challenge-answered': packs.challengeAnswered,
  'bundle-imported': bundles.bundleImported,
  'backup-resolved': bundles.backupResolved,
  'site-pack-loaded': siteMode.sitePackLoaded,
  'site-subject-begun': siteMode.siteSubjectBegun,
  'site-subject-cancelled': siteMode.siteSubjectCancelled,
  'site-envelope-opened': siteMode.siteEnvelopeOpened,
  'site-kits-unusable': siteMode.siteKitsUnusable,
  'site-kits-dispensed': siteMode.siteKitsDispensed,
  'site-strata-corrected': siteMode.siteStrataCorrected,
  'site-pack-surrendered': siteMode.sitePackSurrendered,
  'site-clock-jumped': siteMode.siteClockJumped,
  'units-returned': accountability.unitsReturned,
  'units-counted-again': accountability.unitsCountedAgain,
  'units-corrected': accountability.unitsCorrected,
  'kits-destroyed': accountability.kitsDestroyed,
  'discrepancy-raised': accountability.discrepancyRaised,
  'discrepancy-resolved': accountability.discrepancyResolved,
  'accountability-signed': accountability.accountabilitySigned,
  'study-shared': sharing.studyShared,
  'holder-set': sharing.holderSet,
  'evidence-made': trail.evidenceMade,
  'trail-reviewed': trail.trailReviewed,
  'review-question-closed': trail.reviewQuestionClosed,
  'backup-schedule-set': fileBackups.backupScheduleSet,
  'backup-made': fileBackups.backupMade,
  'backup-failed': fileBackups.backupFailed,
};

/** Applies an event to the tables. */
export function project(db: SqlDatabase, event: StudyEvent, entry: RecordedIn): void {
  const projection = projections[event.kind] as Projection<typeof event.kind>;
  projection(db, event.body as never, entry);
}

/**
 * Tables whose content follows from the ledger alone, with the order in which their rows are compared.
 * Missing from it: `ledger` itself, `request`, which only remembers replies, `pack_material`, the sealed
 * envelopes of a site store, whose digest is in the ledger, and `waiting_entry`, what is no entry yet.
 */
export const projectedTables = [
  { table: 'mention', order: 'id, noun, entry' },
  { table: 'study', order: 'only' },
  { table: 'device', order: 'device' },
  { table: 'study_version', order: 'version' },
  { table: 'person', order: 'user' },
  { table: 'place', order: 'id' },
  { table: 'manufacturing_lot', order: 'id' },
  { table: 'lot', order: 'id' },
  { table: 'lot_member', order: 'lot, member' },
  { table: 'lot_dating', order: 'id' },
  { table: 'campaign', order: 'id' },
  { table: 'campaign_lot', order: 'campaign, lot' },
  { table: 'campaign_country', order: 'campaign, country' },
  { table: 'campaign_kit', order: 'kit, campaign' },
  { table: 'campaign_label', order: 'campaign, place' },
  { table: 'kit_reservation', order: 'kit' },
  { table: 'kit_batch', order: 'id' },
  { table: 'kit', order: 'id' },
  { table: 'kit_count', order: 'place, lot, state' },
  { table: 'screening', order: 'id' },
  { table: 'resupply_proposal', order: 'code' },
  { table: 'shipment', order: 'id' },
  { table: 'shipment_kit', order: 'shipment, kit' },
  { table: 'storage_profile', order: 'code, version' },
  { table: 'logger_mapping', order: 'id' },
  { table: 'logger_file', order: 'id' },
  { table: 'excursion', order: 'id' },
  { table: 'leg', order: 'id' },
  { table: 'kit_leg', order: 'kit, leg' },
  { table: 'kit_budget', order: 'kit' },
  { table: 'kit_limit', order: 'kit' },
  { table: 'label_template', order: 'template, version' },
  { table: 'label_issue', order: 'id' },
  { table: 'kit_label', order: 'kit, issue' },
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
  { table: 'code_break', order: 'id' },
  { table: 'break_envelope', order: 'subject' },
  { table: 'break_key', order: 'user' },
  { table: 'custody_opening', order: 'id' },
  { table: 'custody_look', order: 'entry' },
  { table: 'site_device', order: 'device' },
  { table: 'pack', order: 'id' },
  { table: 'pack_envelope', order: 'pack, number' },
  { table: 'pack_kit', order: 'kit' },
  { table: 'pack_release', order: 'entry' },
  { table: 'site_bundle', order: 'id' },
  { table: 'site_entry', order: 'device, sequence, hash' },
  { table: 'backup_assignment', order: 'id' },
  { table: 'shown_kit', order: 'kit, assignment' },
  { table: 'absorbed_subject', order: 'subject' },
  { table: 'site_pack', order: 'code' },
  { table: 'site_stratum', order: 'pack, key' },
  { table: 'site_envelope', order: 'pack, number' },
  { table: 'site_subject', order: 'subject' },
  { table: 'site_clock', order: 'only' },
  { table: 'kit_move', order: 'entry, kit, direction' },
  { table: 'kit_return', order: 'kit' },
  { table: 'destruction', order: 'id' },
  { table: 'destroyed_kit', order: 'kit' },
  { table: 'discrepancy', order: 'id' },
  { table: 'account_signature', order: 'entry' },
  { table: 'shared_study', order: 'only' },
  { table: 'trail_review', order: 'id' },
  { table: 'review_question', order: 'id' },
  { table: 'backup_schedule', order: 'only' },
  { table: 'file_backup', order: 'id' },
  { table: 'backup_failure', order: 'only' },
] as const;
