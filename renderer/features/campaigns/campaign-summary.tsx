import { useTranslation } from 'react-i18next';
import { DayText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import type { CampaignForm } from './campaign-form.ts';

/** What is about to be signed. */
export function CampaignSummary({ value }: { readonly value: CampaignForm }) {
  const { t } = useTranslation();
  return (
    <KeyValues
      columns={2}
      items={[
        [t('campaigns.name'), value.campaign],
        [t('campaigns.expiry'), <DayText key="expiry" date={value.expiry} />],
        [t('campaigns.lots'), value.lots.join(', ')],
        [t('campaigns.basis'), value.basis],
        [t('campaigns.untilScanned'), t(`campaigns.rule.${value.untilScanned}`)],
        [t('common.reason'), value.reason],
      ]}
    />
  );
}
