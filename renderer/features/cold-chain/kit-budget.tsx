import { useTranslation } from 'react-i18next';
import type { KitBudgetOutput } from '../../../shared/contracts/cold-chain-parts.ts';
import { dayText } from '../../components/format.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { hashOf } from '../../state/route.ts';
import { bandText, durationText } from './words.ts';
import classes from './cold-chain.module.css';

/** What is left of a kit's stability budget over all judged legs of its life. */
export function KitBudget({ budget }: { readonly budget: KitBudgetOutput | null }) {
  const { t } = useTranslation();
  if (budget === null) return <p className="quiet">{t('temperature.budget.none')}</p>;
  const limited = budget.bands.filter(({ remaining }) => remaining !== null);
  return (
    <>
      {budget.isExhausted && <p className={classes.notice}>{t('temperature.budget.exhausted')}</p>}
      <KeyValues
        columns={2}
        items={[
          [
            t('temperature.budget.remaining'),
            budget.remainingSeconds === null
              ? t('temperature.budget.unlimited')
              : durationText(budget.remainingSeconds),
          ],
          [
            t('temperature.budget.profile'),
            `${budget.profile}, ${t('temperature.version', { version: budget.version })}`,
          ],
          ...limited.map(
            (band) =>
              [
                bandText(band.low, band.high),
                t('temperature.band.ofAllowed', {
                  longest: durationText(band.remaining),
                  allowed: durationText(band.allowed),
                }),
              ] as const,
          ),
          ...(budget.useBy === null
            ? []
            : [[t('temperature.budget.useBy'), dayText(budget.useBy)] as const]),
          [t('temperature.budget.legs'), <Legs key="legs" legs={budget.legs} />],
        ]}
      />
    </>
  );
}

function Legs({ legs }: { readonly legs: KitBudgetOutput['legs'] }) {
  const { t } = useTranslation();
  return legs.map(({ excursion, from, isMeasured }) => (
    <div key={`${excursion} ${from}`}>
      <a href={hashOf('cold-chain', excursion)}>{excursion}</a>
      {isMeasured ? '' : ` (${t('temperature.budget.unmeasured')})`}
    </div>
  ));
}
