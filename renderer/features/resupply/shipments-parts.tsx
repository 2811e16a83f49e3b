import { useTranslation } from 'react-i18next';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import { PartLinks } from '../../components/part-links.tsx';
import { mayAsk, useSession } from '../../state/session.ts';
import type { ResupplyPart } from './resupply-route.ts';

const parts: readonly {
  readonly part: ResupplyPart | null;
  readonly text: string;
  readonly needs: ProcedureName;
}[] = [
  { part: null, text: 'resupply.part.shipments', needs: 'shipments.page' },
  { part: '~resupply', text: 'resupply.part.proposal', needs: 'resupply.pending' },
  { part: '~resupply-settings', text: 'resupply.part.settings', needs: 'resupply.get' },
  { part: '~resupply-runs', text: 'resupply.part.runs', needs: 'resupply.runs' },
];

/** The parts of the Shipments screen, as far as this person may see them. */
export function ShipmentsParts({ chosen }: { readonly chosen: ResupplyPart | null }) {
  const { t } = useTranslation();
  const { user } = useSession().status;
  const shown = parts.filter(({ needs }) => mayAsk(user, needs));
  if (shown.length < 2) return null;
  return (
    <PartLinks
      label={t('resupply.parts')}
      screen="shipments"
      parts={shown.map(({ part, text }) => ({ open: part, text: t(text) }))}
      chosen={chosen}
    />
  );
}
