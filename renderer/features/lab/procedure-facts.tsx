import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconMathFunction } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { KeyValues } from '../../components/key-values.tsx';

interface Properties {
  readonly procedure: OutputOf<'lab.procedures'>['procedures'][number];
}

/** Formula, source and what a procedure serves, on demand. */
export function ProcedureFacts({ procedure }: Properties) {
  const { t } = useTranslation();
  const label = t('lab.factsOf', { name: procedure.name });
  return (
    <Popover width={400} position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={label}>
          <ActionIcon size="md" aria-label={label}>
            <IconMathFunction size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} tabIndex={-1}>
        <KeyValues
          items={[
            [t('lab.procedure'), procedure.name],
            [t('lab.formula'), <span key="formula">{procedure.formula}</span>],
            [t('lab.serves'), procedure.arms],
            [t('lab.source'), procedure.source],
            ...procedure.parameters.map(
              ({ name, meaning, range }) =>
                [name, `${meaning} (${range.replaceAll('<=', '≤')})`] as const,
            ),
          ]}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
