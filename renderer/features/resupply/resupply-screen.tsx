import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { ProposalPart } from './proposal/proposal-part.tsx';
import type { ResupplyPart } from './resupply-route.ts';
import { RunsPart } from './runs/runs-part.tsx';
import { SettingsPart } from './settings/settings-part.tsx';
import { ShipmentsParts } from './shipments-parts.tsx';

interface Properties {
  readonly part: ResupplyPart;
  readonly open: string | null;
}

/** How sites are supplied: the proposal that waits, the settings behind it, and past runs. */
export function ResupplyScreen({ part, open }: Properties) {
  const { t } = useTranslation();
  return (
    <Page
      title={t('resupply.title')}
      subtitle={t(`resupply.subtitle.${part.slice(1)}`)}
      help="resupply"
      fills={part !== '~resupply-settings'}
    >
      <ShipmentsParts chosen={part} />
      {part === '~resupply' && <ProposalPart />}
      {part === '~resupply-settings' && <SettingsPart />}
      {part === '~resupply-runs' && <RunsPart open={open} />}
    </Page>
  );
}
