import {
  foreignProtocol,
  lotInScan,
  namesInScan,
  readScan,
} from '../../../shared/domain/barcode/scanned-text.ts';
import { announce } from '../../components/announce.ts';
import { useTranslation } from 'react-i18next';
import { go } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { useScanner } from '../../state/use-scanner.ts';
import { shipmentsNamed } from '../shipments/shipments-named.ts';
import { useViewState } from '../../state/view-state.ts';
import { useClient } from '../../transport/client-context.ts';

/** A scan opens the kit, the shipment, the subject or the lot that it names. */
export function useScanTarget(): void {
  const { t } = useTranslation();
  const client = useClient();
  const own = useSession().status.store?.protocol ?? null;
  const find = async (scanned: string): Promise<void> => {
    if (useViewState.getState().dialog !== null) return;
    const protocol = foreignProtocol(scanned, own);
    if (protocol !== null) {
      const message = t('labels.scan.foreign', { protocol, own });
      return announce({ color: 'orange', title: t('labels.scan.foreignTitle'), message });
    }
    for (const name of namesInScan(scanned)) {
      if ((await client.ask('kits.get', { number: name })).ok) return go('kits', name);
      const [shipment] = await shipmentsNamed(client, name);
      if (shipment !== undefined) return go('shipments', shipment);
      if ((await client.ask('subjects.get', { subject: name })).ok) return go('subjects', name);
    }
    const lot = lotInScan(scanned);
    if (lot !== null && (await client.ask('lots.get', { lot })).ok) {
      return go('stock', `lots/${lot}`);
    }
    const { plain, refusal } = readScan(scanned);
    announce({
      color: 'orange',
      title: t('common.scanUnknown', { text: plain }),
      message:
        refusal === null ? t('common.scanUnknownNext') : `${refusal.message} ${refusal.next}`,
    });
  };
  useScanner((text) => void find(text));
}
