import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { countText, shareText } from '../../components/format.ts';
import classes from './today.module.css';

type StudyNumbers = OutputOf<'today.get'>['study'];

interface Figure {
  readonly key: string;
  readonly value: (study: StudyNumbers) => string;
  readonly note: (study: StudyNumbers) => Readonly<Record<string, string>>;
}

const figures: readonly Figure[] = [
  {
    key: 'randomized',
    value: (study) => countText(study.randomized),
    note: (study) => ({
      planned: countText(study.planned),
      share: shareText(study.randomized, study.planned),
    }),
  },
  { key: 'screened', value: (study) => countText(study.screened), note: () => ({}) },
  {
    key: 'sites',
    value: (study) => countText(study.sitesOpen),
    note: (study) => ({ sites: countText(study.sites) }),
  },
  {
    key: 'kits',
    value: (study) => countText(study.kitsAvailable),
    note: (study) => ({ kits: countText(study.kits) }),
  },
  { key: 'entries', value: (study) => countText(study.entries), note: () => ({}) },
];

/** The five numbers that say how the study stands. */
export function StudyFigures({ study }: { readonly study: StudyNumbers | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={classes.figures}>
      {figures.map(({ key, value, note }) => (
        <div key={key} className={classes.figure}>
          <div className={classes.label}>{t(`today.figure.${key}`)}</div>
          <div className={classes.value}>
            {study === undefined ? <Skeleton height={20} width={72} my={6} /> : value(study)}
          </div>
          <div className={classes.note}>
            {study === undefined ? '\u00a0' : t(`today.figureNote.${key}`, note(study))}
          </div>
        </div>
      ))}
    </div>
  );
}
