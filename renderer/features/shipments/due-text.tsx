import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShipmentRow } from '../../../shared/contracts/shipments.ts';
import { dayText } from '../../components/format.ts';

/** By which day a shipment must leave or should arrive; late ones by icon, word and colour. */
export function DueText({ due }: { readonly due: ShipmentRow['due'] }) {
  const { t } = useTranslation();
  if (due === null) return '–';
  const day = dayText(due.on);
  if (!due.isLate) return t(`shipments.dueBy.${due.what}`, { day });
  return (
    <span style={{ color: 'var(--bad)', fontWeight: 550, whiteSpace: 'nowrap' }}>
      <IconClockExclamation
        size={14}
        stroke={1.9}
        aria-hidden
        style={{ verticalAlign: '-2px', marginRight: 4 }}
      />
      {t(`shipments.late.${due.what}`, { day })}
    </span>
  );
}
