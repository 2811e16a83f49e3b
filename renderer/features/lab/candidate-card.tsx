import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { MarkSwatch } from '../../charts/lab-mark.tsx';
import { markOf } from '../../charts/lab-marks.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useLab } from './lab-state.ts';
import type { KeyedCandidate } from './lab-state.ts';
import classes from './lab.module.css';
import { ParameterFields } from './parameter-fields.tsx';
import { startOf } from './presets.ts';
import { ProcedureFacts } from './procedure-facts.tsx';

export type Procedures = OutputOf<'lab.procedures'>['procedures'];

interface Properties {
  readonly candidate: KeyedCandidate;
  readonly number: number;
  readonly procedures: Procedures;
}

/** One candidate: procedure, parameters with their ranges, and why it was refused if it was. */
export function CandidateCard({ candidate, number, procedures }: Properties) {
  const { t } = useTranslation();
  const { change, remove, answered } = useLab();
  const { key, procedure, parameters } = candidate;
  const known = procedures.find(({ code }) => code === procedure);
  const place = answered?.keys.indexOf(key) ?? number - 1;
  const assessed = answered?.assessment.designs[place];
  const refusal = assessed?.refusal ?? null;
  const label = t('lab.candidate', { number });
  return (
    <li className={classes.card} aria-label={label}>
      <div className={classes.cardHead}>
        {place >= 0 && <MarkSwatch mark={markOf(place)} />}
        <span className={classes.grow}>{label}</span>
        {known !== undefined && <ProcedureFacts procedure={known} />}
        <Tooltip label={t('lab.removeCandidate', { number })}>
          <ActionIcon
            size="md"
            aria-label={t('lab.removeCandidate', { number })}
            onClick={() => remove(key)}
          >
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Select
        aria-label={`${label}: ${t('lab.procedure')}`}
        size="xs"
        searchable
        allowDeselect={false}
        value={procedure}
        maxDropdownHeight={420}
        data={procedures.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
        onChange={(next) => next !== null && change(key, startOf(next))}
      />
      {known !== undefined && (
        <ParameterFields
          procedure={known}
          values={parameters}
          onChange={(next) => change(key, { procedure, parameters: next })}
        />
      )}
      {refusal !== null && <FailureNotice failure={{ kind: 'refused', refusal }} />}
    </li>
  );
}
