import { countAgain } from './accountability/count-again.ts';
import { destroyKits, setAside } from './accountability/destroy.ts';
import { raiseDiscrepancy, resolveDiscrepancy } from './accountability/discrepancies.ts';
import { signPeriod } from './accountability/periods.ts';
import { correctUnits, returnUnits } from './accountability/return-units.ts';
import { actOnKits } from './act-on-kits/handler.ts';
import { releaseKits } from './act-on-kits/release.ts';
import { reserveKits, unreserveKits } from './act-on-kits/reserve.ts';
import { allocate } from './allocate/handler.ts';
import { amendStudy } from './amend-study/handler.ts';
import { closeCampaign } from './campaigns/close.ts';
import { approveCountry, confirmKits, countLabels, leaveOutKits } from './campaigns/progress.ts';
import { startCampaign } from './campaigns/start.ts';
import { confirmClock } from './clock/handlers.ts';
import { assessBreak, explainBreak } from './code-break/follow-up.ts';
import { breakCode } from './code-break/open.ts';
import { closeCohort, openCohort } from './cohorts/handlers.ts';
import { decideExcursion } from './cold-chain/decide.ts';
import { importLogger, openWithoutData } from './cold-chain/import.ts';
import { confirmMapping } from './cold-chain/mappings.ts';
import { setProfile } from './cold-chain/set-profile.ts';
import { closeOpening, declineOpening, grantOpening, requestOpening } from './custody/commands.ts';
import { exportList } from './custody/export-list.ts';
import { exportDrugAccounts } from './custody/export-drug-accounts.ts';
import { exportMap } from './custody/export-map.ts';
import { defineScheme } from './define-scheme/handler.ts';
import { dispense } from './dispense/handler.ts';
import { extendList } from './extend-list/handler.ts';
import { generateKits } from './generate-kits/handler.ts';
import { generateListCommand } from './generate-list/handler.ts';
import type { CommandHandlers } from './handlers.ts';
import { importKits } from './import-kits/handler.ts';
import { setLabelGroup, setLotStatus } from './lots/decide-use.ts';
import { registerLot, registerManufacturingLot } from './lots/register.ts';
import { printLabels, printShipperLabel } from './labels/print.ts';
import { defineLabelTemplate } from './labels/templates.ts';
import { receiveKits } from './receive-kits/handler.ts';
import { exportReplicationKit } from './replication-kit/handler.ts';
import { discardResupply, prepareResupply } from './resupply/proposals.ts';
import { keepRun, saveScenario } from './forecast/live/kept.ts';
import { runResupply } from './resupply/run.ts';
import { setResupply } from './resupply/set-parameters.ts';
import { retireList } from './retire-list/handler.ts';
import { revealList } from './reveal-list/handler.ts';
import { pickShipment } from './shipments/pick.ts';
import { receiveShipment } from './shipments/receive.ts';
import { requestReturn, requestShipment } from './shipments/request.ts';
import { sendAtOnce } from './shipments/send-at-once.ts';
import {
  approveShipment,
  cancelShipment,
  dispatchShipment,
  loseShipment,
  packShipment,
} from './shipments/steps.ts';
import { failScreening, screenSubject } from './screen/handlers.ts';
import { setSiteStatus } from './set-site-status/handler.ts';
import { signList } from './sign-list/handler.ts';
import { closeQuestion, reviewTrail } from './trail-review/review.ts';
import { verifyListCommand } from './verify-list/handler.ts';
import { withdraw } from './withdraw/handler.ts';
import { answerChallenge } from './packs/answer-challenge.ts';
import { returnPack, revokePack } from './packs/close-pack.ts';
import { enrolDevice } from './packs/enrol.ts';
import { issuePack } from './packs/issue.ts';
import { importBundle } from './reconcile/import-bundle.ts';
import { resolveAssignment } from './reconcile/resolve.ts';
import { beginSubject, cancelSubject } from './site-mode/begin.ts';
import {
  confirmDispensed,
  correctStrata,
  reportUnusable,
  surrenderPack,
} from './site-mode/close-subject.ts';
import { openEnvelope } from './site-mode/open.ts';

/** One handler a command of the contract map. Handlers decide; only the door records. */
export const commandHandlers: CommandHandlers = {
  'study.amend': amendStudy,
  'study.setSiteStatus': setSiteStatus,
  'study.confirmClock': confirmClock,
  'lots.registerManufacturing': registerManufacturingLot,
  'lots.register': registerLot,
  'lots.setStatus': setLotStatus,
  'lots.setLabelGroup': setLabelGroup,
  'campaigns.start': startCampaign,
  'campaigns.approveCountry': approveCountry,
  'campaigns.confirm': confirmKits,
  'campaigns.leaveOut': leaveOutKits,
  'campaigns.countLabels': countLabels,
  'campaigns.close': closeCampaign,
  'kits.import': importKits,
  'kits.generate': generateKits,
  'kits.receive': receiveKits,
  'kits.send': sendAtOnce,
  'kits.act': actOnKits,
  'kits.release': releaseKits,
  'kits.reserve': reserveKits,
  'kits.unreserve': unreserveKits,
  'storage.setProfile': setProfile,
  'loggers.import': importLogger,
  'loggers.confirmMapping': confirmMapping,
  'excursions.openWithoutData': openWithoutData,
  'excursions.decide': decideExcursion,
  'randomization.generate': generateListCommand,
  'randomization.defineScheme': defineScheme,
  'randomization.verify': verifyListCommand,
  'randomization.sign': signList,
  'randomization.extend': extendList,
  'randomization.replicationKit': exportReplicationKit,
  'randomization.retire': retireList,
  'randomization.reveal': revealList,
  'resupply.setParameters': setResupply,
  'resupply.prepare': prepareResupply,
  'resupply.discard': discardResupply,
  'forecast.saveScenario': saveScenario,
  'forecast.keep': keepRun,
  'resupply.run': runResupply,
  'labels.defineTemplate': defineLabelTemplate,
  'labels.print': printLabels,
  'labels.printShipper': printShipperLabel,
  'shipments.request': requestShipment,
  'shipments.requestReturn': requestReturn,
  'shipments.approve': approveShipment,
  'shipments.pick': pickShipment,
  'shipments.pack': packShipment,
  'shipments.dispatch': dispatchShipment,
  'shipments.receive': receiveShipment,
  'shipments.lose': loseShipment,
  'shipments.cancel': cancelShipment,
  'cohorts.open': openCohort,
  'cohorts.close': closeCohort,
  'codeBreak.open': breakCode,
  'codeBreak.explain': explainBreak,
  'codeBreak.assess': assessBreak,
  'custody.request': requestOpening,
  'custody.grant': grantOpening,
  'custody.decline': declineOpening,
  'custody.close': closeOpening,
  'custody.exportList': exportList,
  'custody.exportMap': exportMap,
  'custody.exportDrugAccounts': exportDrugAccounts,
  'subjects.screen': screenSubject,
  'subjects.failScreening': failScreening,
  'subjects.allocate': allocate,
  'subjects.dispense': dispense,
  'subjects.withdraw': withdraw,
  'packs.enrol': enrolDevice,
  'packs.issue': issuePack,
  'packs.revoke': revokePack,
  'packs.return': returnPack,
  'packs.answerChallenge': answerChallenge,
  'bundles.import': importBundle,
  'reconciliation.resolve': resolveAssignment,
  'site.begin': beginSubject,
  'site.cancel': cancelSubject,
  'site.open': openEnvelope,
  'site.unusable': reportUnusable,
  'site.dispense': confirmDispensed,
  'site.correct': correctStrata,
  'site.surrender': surrenderPack,
  'accountability.returnUnits': returnUnits,
  'accountability.countAgain': countAgain,
  'accountability.correct': correctUnits,
  'accountability.setAside': setAside,
  'accountability.destroy': destroyKits,
  'accountability.raise': raiseDiscrepancy,
  'accountability.resolve': resolveDiscrepancy,
  'accountability.sign': signPeriod,
  'trail.review': reviewTrail,
  'trail.closeQuestion': closeQuestion,
};
