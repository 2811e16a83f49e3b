import { useTranslation } from 'react-i18next';
import type { ResupplyLine, SiteProposal } from '../../../../shared/contracts/resupply-proposal.ts';
import { dayText } from '../../../components/format.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import classes from '../resupply.module.css';
import { lineSteps } from './line-steps.ts';

interface Properties {
  readonly line: ResupplyLine;
  readonly site: SiteProposal;
}

/** Every number that led to a quantity, each with where it is from. */
export function LineArithmetic({ line, site }: Properties) {
  const { t } = useTranslation();
  return (
    <>
      <p className={classes.start}>
        {t(`resupply.start.${site.start}`, {
          on: t(`resupply.value.initialOn.${site.initialOn ?? 'activation'}`),
        })}
      </p>
      <ol className={classes.steps}>
        {lineSteps(line, site, t).map(({ label, value, note }) => (
          <li key={label}>
            <span>{label}</span>
            <strong>{value}</strong>
            {note !== '' && <p>{note}</p>}
          </li>
        ))}
      </ol>
      <KeyValues
        columns={2}
        items={[
          [t('resupply.leaves'), site.dispatch === null ? '–' : dayText(site.dispatch)],
          [t('resupply.arrives'), site.arrival === null ? '–' : dayText(site.arrival)],
        ]}
      />
    </>
  );
}
