import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Allocation } from '../../../shared/contracts/subjects.ts';
import { KitNumber } from '../../components/kit-number.tsx';
import classes from './subjects.module.css';

/** The number stands in front already. */
function withoutNumber(because: string, number: string): string {
  const rest = because.startsWith(`${number}: `) ? because.slice(number.length + 2) : because;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Why each kit was taken or passed over. */
export function BecauseList({ facts }: { readonly facts: Allocation['because'] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.because}>
      {facts.map((fact, index) => {
        const isChosen = fact.outcome === 'chosen';
        const Mark = isChosen ? IconCircleCheck : IconCircleX;
        return (
          <li key={index} className={classes.fact}>
            <Mark
              size={16}
              stroke={1.8}
              aria-hidden
              color={isChosen ? 'var(--good)' : 'var(--ink-quiet)'}
            />
            <div>
              <KitNumber number={fact.number} />{' '}
              <span className={isChosen ? classes.chosen : 'quiet'}>
                {t(`subjects.outcome.${fact.outcome}`)}
              </span>
              <p>{withoutNumber(fact.because, fact.number)}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
