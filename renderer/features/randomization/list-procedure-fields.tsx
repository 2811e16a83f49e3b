import { MultiSelect, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from '../../state/use-query.ts';
import { ParameterFields } from '../lab/parameter-fields.tsx';
import { canMakeList, startOf } from '../lab/presets.ts';
import type { ListValues } from './list-values.ts';

type ProcedureValues = Pick<ListValues, 'procedure' | 'parameters' | 'blocks'>;

interface Properties {
  readonly values: ProcedureValues;
  /** Sum of the arms' ratio: the smallest block. */
  readonly ratio: number;
  onChange(change: Partial<ProcedureValues>): void;
}

/** Procedure and concealed parameters of a new list. */
export function ListProcedureFields({ values, ratio, onChange }: Properties) {
  const { t } = useTranslation();
  const procedures = useQuery('lab.procedures', {}).data?.procedures ?? [];
  const { procedure, parameters, blocks } = values;
  const known = procedures.find(({ code }) => code === procedure);
  const sizes = [1, 2, 3, 4].map((multiple) => String(multiple * ratio));
  return (
    <>
      <Select
        label={t('randomization.procedure')}
        searchable
        allowDeselect={false}
        value={procedure}
        data={procedures
          .filter(({ code }) => canMakeList(code))
          .map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(next) =>
          next !== null && onChange({ procedure: next, parameters: startOf(next).parameters })
        }
      />
      {procedure === 'pbd' ? (
        <MultiSelect
          label={t('randomization.blocks')}
          description={t('randomization.blocksNote')}
          data={[...new Set([...sizes, ...blocks])]}
          value={[...blocks]}
          onChange={(next) => onChange({ blocks: next })}
        />
      ) : (
        known !== undefined && (
          <ParameterFields
            procedure={known}
            values={parameters}
            onChange={(next) => onChange({ parameters: next })}
          />
        )
      )}
    </>
  );
}
