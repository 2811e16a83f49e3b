import type { z } from 'zod';
import { accessContracts } from './access.ts';
import { accountabilityContracts } from './accountability.ts';
import { clockContracts } from './clock.ts';
import { codeBreakContracts } from './code-break.ts';
import { coldChainContracts } from './cold-chain.ts';
import { backupContracts } from './backups.ts';
import { campaignContracts } from './campaigns.ts';
import { evidenceContracts } from './evidence.ts';
import { custodyContracts } from './custody.ts';
import { forecastContracts } from './forecast.ts';
import { hubContracts } from './hub.ts';
import { hubWorkerContracts } from './hub-workers.ts';
import { kitContracts } from './kits.ts';
import { labContracts } from './lab.ts';
import { labelContracts } from './labels.ts';
import { lotContracts } from './lots.ts';
import { packContracts } from './packs.ts';
import { randomizationContracts } from './randomization.ts';
import { reconciliationContracts } from './reconciliation.ts';
import { resupplyContracts } from './resupply.ts';
import { selfTestContracts } from './self-test.ts';
import { sessionContracts } from './session.ts';
import { shipmentContracts } from './shipments.ts';
import { siteContracts } from './site-mode.ts';
import { stockContracts } from './stock.ts';
import { studyContracts } from './study.ts';
import { subjectContracts } from './subjects.ts';
import { trailReviewContracts } from './trail-review.ts';
import { trailContracts } from './trail.ts';
import { validationContracts } from './validation.ts';

/** Everything that can be asked of the core: the one map that hosts, windows, command line and tests share. */
export const contracts = {
  ...sessionContracts,
  ...studyContracts,
  ...clockContracts,
  ...accessContracts,
  ...accountabilityContracts,
  ...kitContracts,
  ...coldChainContracts,
  ...codeBreakContracts,
  ...custodyContracts,
  ...lotContracts,
  ...campaignContracts,
  ...randomizationContracts,
  ...packContracts,
  ...siteContracts,
  ...reconciliationContracts,
  ...resupplyContracts,
  ...shipmentContracts,
  ...stockContracts,
  ...subjectContracts,
  ...trailContracts,
  ...trailReviewContracts,
  ...backupContracts,
  ...evidenceContracts,
  ...selfTestContracts,
  ...validationContracts,
  ...labContracts,
  ...forecastContracts,
  ...labelContracts,
  ...hubContracts,
  ...hubWorkerContracts,
} as const;

export type Contracts = typeof contracts;
export type ProcedureName = keyof Contracts;
/** What a caller may write: defaults may be left out. */
export type InputOf<N extends ProcedureName> = z.input<Contracts[N]['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInputOf<N extends ProcedureName> = z.output<Contracts[N]['input']>;
export type OutputOf<N extends ProcedureName> = z.output<Contracts[N]['output']>;
