import { Button, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';
import type { Marked } from './marked.ts';
import { canMakeList } from './presets.ts';
import { useStudyRatio } from './use-question.ts';

interface Properties {
  readonly design: Marked;
  readonly arms: readonly number[];
}

/** Takes a candidate into the specification of a new list; where that cannot be, it says why. */
export function UseThis({ design, arms }: Properties) {
  const { t } = useTranslation();
  const mayGenerate = useMay('randomization.generate');
  const open = useViewState((state) => state.open);
  const ratio = useStudyRatio();
  const because = !mayGenerate
    ? t('lab.use.notYou')
    : !canMakeList(design.procedure)
      ? t('lab.use.noList')
      : ratio !== undefined && ratio !== arms.join(':')
        ? t('lab.use.otherRatio', { ratio })
        : null;
  const { procedure, parameters } = design;
  return (
    <Tooltip label={because ?? t('lab.use.note')} multiline w={260}>
      <Button
        size="compact-xs"
        variant="light"
        aria-label={t('lab.use.label', { label: design.label })}
        aria-disabled={because !== null}
        {...(because === null ? {} : { 'data-disabled': true })}
        onClick={() => {
          if (because === null) open({ kind: 'generate-list', chosen: { procedure, parameters } });
        }}
      >
        {t('lab.use.this')}
      </Button>
    </Tooltip>
  );
}
