import { useTranslation } from 'react-i18next';
import type { StudyDefinition, Visit } from '../../../shared/domain/study/study-definition.ts';
import { Panel } from '../../components/panel.tsx';
import classes from './study.module.css';

const windowText = (visit: Visit): string =>
  visit.windowBefore === 0 && visit.windowAfter === 0
    ? '–'
    : `−${visit.windowBefore} / +${visit.windowAfter}`;

/** The visit schedule and the kits that each arm gets. */
export function VisitsPanel({ study }: { readonly study: StudyDefinition }) {
  const { t } = useTranslation();
  const nameOf = (id: string): string =>
    study.kitTypes.find((known) => known.id === id)?.name ?? id;
  const kitsOf = (visit: Visit, arm: string): string =>
    study.visitKits
      .filter((row) => row.visit === visit.id && row.arm === arm)
      .flatMap((row) => row.kits.map(({ kitType, count }) => `${count} × ${nameOf(kitType)}`))
      .join(', ');
  return (
    <Panel title={t('study.visits')} isFlush>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('study.visits')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('study.visit')}</th>
              <th scope="col" className={classes.right}>
                {t('study.day')}
              </th>
              <th scope="col" className={classes.right}>
                {t('study.window')}
              </th>
              {study.arms.map((arm) => (
                <th key={arm.id} scope="col">
                  {arm.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {study.visits.map((visit) => (
              <tr key={visit.id}>
                <th scope="row">
                  {visit.id} · {visit.name}
                </th>
                <td className={classes.right}>{visit.day}</td>
                <td className={classes.right}>{windowText(visit)}</td>
                {study.arms.map((arm) => (
                  <td key={arm.id}>{kitsOf(visit, arm.id)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
