import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SubjectRow } from '../../../../shared/contracts/subjects.ts';
import { useMay } from '../../../state/session.ts';
import { useViewState } from '../../../state/view-state.ts';
import { emptyAllocateValues } from '../allocate/allocate-values.ts';

/** What may be done with a subject in screening: randomize, or record the failure. */
export function ScreenedActions({ subject: { subject, site } }: { readonly subject: SubjectRow }) {
  const { t } = useTranslation();
  const mayAllocate = useMay('subjects.allocate');
  const mayFail = useMay('subjects.failScreening');
  const open = useViewState((state) => state.open);
  const keepDraft = useViewState((state) => state.keepDraft);
  return (
    <>
      {mayAllocate && (
        <Button
          onClick={() => {
            keepDraft('allocate', { ...emptyAllocateValues, subject, site });
            open({ kind: 'allocate' });
          }}
        >
          {t('subjects.randomizeThis')}
        </Button>
      )}
      {mayFail && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => open({ kind: 'fail-screening', subject })}
        >
          {t('subjects.failScreening')}
        </Button>
      )}
    </>
  );
}
