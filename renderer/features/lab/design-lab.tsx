import { SegmentedControl } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../state/session.ts';
import chart from '../../charts/lab-chart.module.css';
import { useLab } from './lab-state.ts';
import classes from './lab.module.css';
import { MulticentrePart } from './multicentre/multicentre-part.tsx';
import { ProceduresPart } from './procedures-part.tsx';

/** Chooses a randomization procedure by its balance and predictability, for one sequence or a whole trial. */
export function DesignLab() {
  const { t } = useTranslation();
  const user = useSession().status.user?.user ?? '';
  const { belongTo, show, part, owner } = useLab();
  useEffect(() => belongTo(user), [belongTo, user]);
  if (owner !== user) return null;
  return (
    <div className={`${classes.lab} ${chart.palette}`}>
      <div className={classes.parts}>
        <SegmentedControl
          aria-label={t('lab.part')}
          value={part}
          onChange={(next) => show(next === 'multicentre' ? 'multicentre' : 'procedures')}
          data={[
            { value: 'procedures', label: t('lab.procedures') },
            { value: 'multicentre', label: t('lab.multicentre.title') },
          ]}
        />
        <p className={classes.partNote}>{t(`lab.partNote.${part}`)}</p>
      </div>
      {part === 'procedures' ? <ProceduresPart /> : <MulticentrePart />}
    </div>
  );
}
