import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';

/** What this person may do with a kit now, as the table of kit states allows it. */
export function KitSteps({ detail }: { readonly detail: OutputOf<'kits.get'> }) {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const mayAct = useMay('kits.act');
  const mayRelease = useMay('kits.release');
  const mayReserve = useMay('kits.reserve');
  const { kit, steps, reservedFor } = detail;
  const { number, place } = kit;
  const canReserve = mayReserve && kit.status === 'at-site' && place !== null;
  return (
    <>
      {mayAct && (
        <Button variant="default" onClick={() => open({ kind: 'act-on-kits', numbers: [number] })}>
          {t('kits.act')}
        </Button>
      )}
      {canReserve && (
        <Button
          variant="default"
          onClick={() => open({ kind: 'reserve-kit', number, site: place })}
        >
          {t('kits.reserve')}
        </Button>
      )}
      {mayReserve && reservedFor !== null && (
        <Button variant="default" onClick={() => open({ kind: 'unreserve-kit', number })}>
          {t('kits.unreserve')}
        </Button>
      )}
      {mayRelease && steps.includes('release') && (
        <Button onClick={() => open({ kind: 'release-kits', numbers: [number] })}>
          {t('kits.release')}
        </Button>
      )}
    </>
  );
}
