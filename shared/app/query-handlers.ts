import { recoveryShares } from './queries/recovery-shares.ts';
import { backTestStudy } from './forecast/live/back-test-study.ts';
import { listRuns, listScenarios, openRun, openScenario } from './forecast/live/kept.ts';
import { studyScenario } from './forecast/live/study-scenario.ts';
import { siteBundle } from './bundles/make-bundle.ts';
import { packDevices, readDeviceRequest } from './packs/enrol.ts';
import { packFileOf } from './packs/pack-file.ts';
import { packOptions, packsGet, packsPage } from './packs/queries.ts';
import {
  bundleParts,
  bundlesPageOf,
  inspectBundle,
  reconciliationGet,
  reconciliationItems,
  reconciliationSummary,
} from './reconcile/queries.ts';
import { reconciliationReport } from './reconcile/report.ts';
import { siteSlip } from './site-mode/slip.ts';
import { siteCodePicture } from './site-mode/code-picture.ts';
import { siteStatus, siteSubjectOf } from './site-mode/status.ts';
import { exportCodeBreaks } from './code-break/export.ts';
import { codeBreakOverview } from './code-break/overview.ts';
import {
  codeBreakFind,
  codeBreakGet,
  codeBreakPage,
  codeBreakRules,
} from './code-break/queries.ts';
import { custodyPage, exportCustody } from './custody/queries.ts';
import { excursionEvidence } from './cold-chain/evidence.ts';
import { exportReadings } from './cold-chain/export-readings.ts';
import { mappingsList } from './cold-chain/mappings.ts';
import { excursionsGet, excursionsPage, loggersGet, loggersPage } from './cold-chain/pages.ts';
import { previewLogger } from './cold-chain/preview.ts';
import { storageProfiles } from './cold-chain/set-profile.ts';
import { exportResupply } from './resupply/export.ts';
import { pastRuns } from './resupply/past-runs.ts';
import { pendingResupply } from './resupply/proposals.ts';
import { proposeResupply } from './resupply/propose.ts';
import { resupplyGet, resupplyHistory } from './resupply/set-parameters.ts';
import {
  accountabilityDestructions,
  destructionCertificate,
} from './accountability/certificate.ts';
import { accountabilityExport } from './accountability/export.ts';
import { accountabilityFindings } from './accountability/findings.ts';
import { accountabilityKits } from './accountability/kits.ts';
import { accountabilityPeriods } from './accountability/periods.ts';
import { accountabilityPlaces } from './accountability/places.ts';
import { accountabilitySubjects } from './accountability/subjects.ts';
import { labelsExport } from './labels/export.ts';
import { labelsFile } from './labels/label-file.ts';
import { countLabels, labelsPage } from './labels/print.ts';
import { readBarcodes } from './labels/read-barcodes.ts';
import { labelTemplates, previewLabel } from './labels/templates.ts';
import { proposePick } from './shipments/pick.ts';
import { shipmentsExport } from './queries/shipments-export.ts';
import { shipmentsGet } from './queries/shipments-get.ts';
import { dispatchNote, packingList, receiptProof } from './queries/shipment-papers.ts';
import { shipmentsPage } from './queries/shipments-page.ts';
import { labProcedures } from './queries/lab-procedures.ts';
import { studyClock } from './clock/handlers.ts';
import { cohortsList } from './cohorts/handlers.ts';
import type { QueryHandlers } from './handlers.ts';
import { randomizationBalance } from './queries/balance.ts';
import { randomizationCertificate } from './queries/certificate.ts';
import { kitsCheckFile } from './queries/kits-check-file.ts';
import { kitsExport } from './queries/kits-export.ts';
import { kitsGet } from './queries/kits-get.ts';
import { kitsPage } from './queries/kits-page.ts';
import { kitsSummary } from './queries/kits-summary.ts';
import { campaignsGet, campaignsKits, campaignsList } from './campaigns/queries.ts';
import { campaignExport, lotsExport } from './lots/exports.ts';
import { lotsGet, lotsManufacturing, lotsPage } from './lots/queries.ts';
import { randomizationLists, randomizationStrata } from './queries/lists.ts';
import { subjectsSlip } from './queries/slip.ts';
import { stockExport, stockMatrix } from './queries/stock-matrix.ts';
import { stockPlace } from './queries/stock-place.ts';
import { studyGet, studyPlaces } from './queries/study-get.ts';
import { subjectsGet } from './queries/subjects-get.ts';
import { subjectsPage } from './queries/subjects-page.ts';
import { todayGet } from './queries/today.ts';
import { trailExport } from './queries/trail-export.ts';
import { trailKinds, trailPage } from './queries/trail-page.ts';
import { evidenceStatus } from './evidence/status.ts';
import { reviewsExport, trailReviewsOf } from './trail-review/queries.ts';
import { signatureMatrix } from './queries/signature-matrix.ts';
import { accessHistory, accessRoles, accessUsers } from './queries/users.ts';

/** One handler a query of the contract map. Queries read; nothing here can write. */
export const queryHandlers: QueryHandlers = {
  'packs.devices': packDevices,
  'packs.readRequest': readDeviceRequest,
  'packs.options': packOptions,
  'packs.file': packFileOf,
  'packs.page': packsPage,
  'packs.get': packsGet,
  'bundles.inspect': inspectBundle,
  'bundles.parts': bundleParts,
  'bundles.page': bundlesPageOf,
  'reconciliation.summary': reconciliationSummary,
  'reconciliation.items': reconciliationItems,
  'reconciliation.get': reconciliationGet,
  'reconciliation.report': reconciliationReport,
  'site.status': siteStatus,
  'site.subject': siteSubjectOf,
  'site.slip': siteSlip,
  'site.bundle': siteBundle,
  'site.codePicture': siteCodePicture,
  'lab.procedures': labProcedures,
  'forecast.backTest': backTestStudy,
  'forecast.scenario': studyScenario,
  'forecast.scenarios': listScenarios,
  'forecast.openScenario': openScenario,
  'forecast.runs': listRuns,
  'forecast.openRun': openRun,
  'resupply.get': resupplyGet,
  'resupply.history': resupplyHistory,
  'resupply.propose': proposeResupply,
  'resupply.pending': pendingResupply,
  'resupply.runs': pastRuns,
  'resupply.export': exportResupply,
  'labels.templates': labelTemplates,
  'labels.preview': previewLabel,
  'labels.count': countLabels,
  'labels.file': labelsFile,
  'labels.page': labelsPage,
  'labels.export': labelsExport,
  'barcodes.read': readBarcodes,
  'shipments.page': shipmentsPage,
  'shipments.get': shipmentsGet,
  'shipments.proposePick': proposePick,
  'shipments.export': shipmentsExport,
  'shipments.dispatchNote': dispatchNote,
  'shipments.packingList': packingList,
  'shipments.receipt': receiptProof,
  'accountability.places': accountabilityPlaces,
  'accountability.subjects': accountabilitySubjects,
  'accountability.kits': accountabilityKits,
  'accountability.findings': accountabilityFindings,
  'accountability.periods': accountabilityPeriods,
  'accountability.destructions': accountabilityDestructions,
  'accountability.certificate': destructionCertificate,
  'accountability.export': accountabilityExport,
  'stock.matrix': stockMatrix,
  'stock.place': stockPlace,
  'stock.export': stockExport,
  'study.get': studyGet,
  'study.clock': studyClock,
  'study.places': studyPlaces,
  'access.users': accessUsers,
  'access.shares': recoveryShares,
  'access.history': accessHistory,
  'access.roles': accessRoles,
  'access.signatures': signatureMatrix,
  'kits.page': kitsPage,
  'kits.summary': kitsSummary,
  'kits.get': kitsGet,
  'kits.export': kitsExport,
  'kits.checkFile': kitsCheckFile,
  'lots.page': lotsPage,
  'lots.get': lotsGet,
  'lots.export': lotsExport,
  'campaigns.export': campaignExport,
  'lots.manufacturing': lotsManufacturing,
  'campaigns.list': campaignsList,
  'campaigns.get': campaignsGet,
  'campaigns.kits': campaignsKits,
  'randomization.lists': randomizationLists,
  'randomization.strata': randomizationStrata,
  'cohorts.list': cohortsList,
  'randomization.balance': randomizationBalance,
  'randomization.certificate': randomizationCertificate,
  'subjects.page': subjectsPage,
  'subjects.get': subjectsGet,
  'subjects.slip': subjectsSlip,
  'codeBreak.page': codeBreakPage,
  'codeBreak.get': codeBreakGet,
  'codeBreak.export': exportCodeBreaks,
  'codeBreak.overview': codeBreakOverview,
  'codeBreak.find': codeBreakFind,
  'codeBreak.settings': codeBreakRules,
  'custody.page': custodyPage,
  'custody.export': exportCustody,
  'storage.profiles': storageProfiles,
  'loggers.preview': previewLogger,
  'loggers.page': loggersPage,
  'loggers.get': loggersGet,
  'loggers.export': exportReadings,
  'loggers.mappings': mappingsList,
  'excursions.page': excursionsPage,
  'excursions.get': excursionsGet,
  'excursions.evidence': excursionEvidence,
  'trail.page': trailPage,
  'trail.kinds': trailKinds,
  'trail.export': trailExport,
  'evidence.status': evidenceStatus,
  'trail.reviews': trailReviewsOf,
  'trail.exportReviews': reviewsExport,
  'today.get': todayGet,
};
