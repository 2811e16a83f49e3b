import { countAgain } from './accountability/count-again.ts';
import { destroyKits, setAside } from './accountability/destroy.ts';
import { raiseDiscrepancy, resolveDiscrepancy } from './accountability/discrepancies.ts';
import { signPeriod } from './accountability/periods.ts';
import { correctUnits, returnUnits } from './accountability/return-units.ts';
import { actOnKits } from './act-on-kits/handler.ts';
import { allocate } from './allocate/handler.ts';
import { amendStudy } from './amend-study/handler.ts';
import { closeCohort, openCohort } from './cohorts/handlers.ts';
import { defineScheme } from './define-scheme/handler.ts';
import { dispense } from './dispense/handler.ts';
import { extendList } from './extend-list/handler.ts';
import { generateKits } from './generate-kits/handler.ts';
import { generateListCommand } from './generate-list/handler.ts';
import type { CommandHandlers } from './handlers.ts';
import { importKits } from './import-kits/handler.ts';
import { receiveKits } from './receive-kits/handler.ts';
import { registerLot } from './register-lot/handler.ts';
import { exportReplicationKit } from './replication-kit/handler.ts';
import { discardResupply, prepareResupply } from './resupply/proposals.ts';
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
import { verifyListCommand } from './verify-list/handler.ts';
import { withdraw } from './withdraw/handler.ts';

/** One handler a command of the contract map. Handlers decide; only the door records. */
export const commandHandlers: CommandHandlers = {
  'study.amend': amendStudy,
  'study.setSiteStatus': setSiteStatus,
  'lots.register': registerLot,
  'kits.import': importKits,
  'kits.generate': generateKits,
  'kits.receive': receiveKits,
  'kits.send': sendAtOnce,
  'kits.act': actOnKits,
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
  'resupply.run': runResupply,
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
  'subjects.screen': screenSubject,
  'subjects.failScreening': failScreening,
  'subjects.allocate': allocate,
  'subjects.dispense': dispense,
  'subjects.withdraw': withdraw,
  'accountability.returnUnits': returnUnits,
  'accountability.countAgain': countAgain,
  'accountability.correct': correctUnits,
  'accountability.setAside': setAside,
  'accountability.destroy': destroyKits,
  'accountability.raise': raiseDiscrepancy,
  'accountability.resolve': resolveDiscrepancy,
  'accountability.sign': signPeriod,
};
