import type { Contracts } from '../../../../shared/contracts/index.ts';
import { accountabilityExamples } from './accountability.ts';
import { codeBreakExamples } from './code-break.ts';
import { coldChainExamples } from './cold-chain.ts';
import {
  backupExamples,
  evidenceExamples,
  selfTestExamples,
  validationExamples,
} from './evidence.ts';
import { custodyExamples } from './custody.ts';
import type { ExamplesOf } from './example.ts';
import { hubExamples } from './hub.ts';
import { hubWorkerExamples } from './hub-workers.ts';
import { kitExamples, stockExamples } from './kits.ts';
import { randomizationExamples, subjectExamples } from './lists.ts';
import { campaignExamples, lotExamples } from './lots.ts';
import { packExamples, reconciliationExamples, siteExamples } from './offline.ts';
import { labelExamples, reviewExamples, trailExamples } from './papers.ts';
import { forecastExamples, labExamples, resupplyExamples } from './planning.ts';
import { accessExamples, clockExamples, sessionExamples, studyExamples } from './session.ts';
import { shipmentExamples } from './shipments.ts';

/**
 * What somebody may ask of every procedure there is. A new procedure does not compile until it has an example here,
 * and with its example it is part of every test of the blind and of signatures.
 */
export const examples: ExamplesOf<Contracts> = {
  ...sessionExamples,
  ...studyExamples,
  ...clockExamples,
  ...accessExamples,
  ...accountabilityExamples,
  ...kitExamples,
  ...coldChainExamples,
  ...backupExamples,
  ...evidenceExamples,
  ...selfTestExamples,
  ...validationExamples,
  ...codeBreakExamples,
  ...custodyExamples,
  ...lotExamples,
  ...campaignExamples,
  ...randomizationExamples,
  ...packExamples,
  ...siteExamples,
  ...reconciliationExamples,
  ...resupplyExamples,
  ...shipmentExamples,
  ...stockExamples,
  ...subjectExamples,
  ...trailExamples,
  ...reviewExamples,
  ...labExamples,
  ...forecastExamples,
  ...labelExamples,
  ...hubExamples,
  ...hubWorkerExamples,
};
