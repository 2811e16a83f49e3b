import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Toolbar } from '../../components/toolbar.tsx';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';
import type { Selection } from './use-selection.ts';

/** Takes the place of the filters while kits are ticked. */
export function SelectionBar({ selection }: { readonly selection: Selection }) {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const mayRelease = useMay('kits.release');
  const mayPrint = useMay('labels.print');
  return (
    <Toolbar>
      <strong aria-live="polite">{t('kits.chosen', { count: selection.numbers.length })}</strong>
      <Button
        ml="sm"
        onClick={() => {
          open({ kind: 'act-on-kits', numbers: selection.numbers });
          selection.clear();
        }}
      >
        {t('kits.act')}
      </Button>
      {mayRelease && (
        <Button
          variant="default"
          onClick={() => {
            open({ kind: 'release-kits', numbers: selection.numbers });
            selection.clear();
          }}
        >
          {t('kits.release')}
        </Button>
      )}
      {mayPrint && (
        <Button
          variant="default"
          onClick={() => {
            open({ kind: 'print-labels', numbers: selection.numbers });
            selection.clear();
          }}
        >
          {t('labels.print')}
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={selection.clear}>
        {t('kits.chooseNone')}
      </Button>
    </Toolbar>
  );
}
