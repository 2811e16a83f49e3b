import { useTranslation } from 'react-i18next';
import type { CampaignCard } from '../../../shared/contracts/campaigns.ts';
import classes from './campaigns.module.css';

const parts = ['confirmed', 'toScan', 'awaitingApproval', 'leftOut', 'gone'] as const;

/** How far an extension is: each kit of it in one of five shares. */
export function CampaignBar({ card }: { readonly card: CampaignCard }) {
  const { t } = useTranslation();
  const words = parts
    .filter((part) => card[part] > 0)
    .map((part) => `${card[part]} ${t(`campaigns.${part}`)}`)
    .join(', ');
  return (
    <span className={classes.bar} role="img" aria-label={words} title={words}>
      {parts.map((part) => (
        <span key={part} data-part={part} style={{ flexGrow: card[part] }} />
      ))}
    </span>
  );
}
