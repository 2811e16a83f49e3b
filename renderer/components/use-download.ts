import { announce } from './announce.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../shared/contracts/index.ts';
import { useClient } from '../transport/client-context.ts';
import type { Outcome } from '../transport/client.ts';
import type { FileOutput } from '../../shared/contracts/common.ts';
import { failureWords } from './failure-words.ts';
import { saveFile } from './save-file.ts';

/** The procedures that answer with a file. */
export type FileProcedure =
  | 'kits.export'
  | 'stock.export'
  | 'lots.export'
  | 'campaigns.export'
  | 'labels.export'
  | 'resupply.export'
  | 'accountability.export'
  | 'accountability.certificate'
  | 'shipments.export'
  | 'shipments.dispatchNote'
  | 'shipments.packingList'
  | 'shipments.receipt'
  | 'loggers.export'
  | 'excursions.evidence'
  | 'access.signatures'
  | 'codeBreak.export'
  | 'custody.export'
  | 'trail.export'
  | 'trail.exportReviews'
  | 'selfTest.report'
  | 'validation.report'
  | 'subjects.slip'
  | 'site.slip'
  | 'packs.file'
  | 'reconciliation.report'
  | 'randomization.certificate';

/** Asks the core for a file and saves it; a refusal is shown as a notification. */
export function useDownload() {
  const client = useClient();
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const download = async <N extends FileProcedure>(name: N, input: InputOf<N>): Promise<void> => {
    setBusy(true);
    const outcome = (await client.ask(name, input)) as Outcome<FileOutput>;
    setBusy(false);
    if (outcome.ok) {
      saveFile(outcome.value);
      announce({ message: t('common.saved', { name: outcome.value.name }) });
      return;
    }
    const { message, next } = failureWords(outcome.failure, t);
    announce({ color: 'red', title: message, message: next, autoClose: 12_000 });
  };
  return { download, isBusy };
}
