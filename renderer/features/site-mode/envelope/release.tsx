import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { CancelSubject } from './cancel-subject.tsx';
import { CloseWithout } from './close-without.tsx';
import { ReleaseAlone } from './release-alone.tsx';
import { ReleaseByTelephone } from './release-by-telephone.tsx';
import { ReleaseByTwo } from './release-by-two.tsx';

interface Properties {
  readonly subject: SubjectAtSite;
  onHome(): void;
}

/** How the next layer of the envelope may be opened. */
export function Release({ subject, onHome }: Properties) {
  const { t } = useTranslation();
  const [isCancelling, setCancelling] = useState(false);
  const [isClosing, setClosing] = useState(false);
  if (subject.state === 'unusable' && (isClosing || !subject.mayOpen)) {
    return (
      <CloseWithout subject={subject} onBack={subject.mayOpen ? () => setClosing(false) : onHome} />
    );
  }
  if (isCancelling) {
    return (
      <CancelSubject
        subject={subject.subject}
        onDone={onHome}
        onBack={() => setCancelling(false)}
      />
    );
  }
  const ways = {
    helpline: ReleaseByTelephone,
    'two-person': ReleaseByTwo,
    self: ReleaseAlone,
  };
  const Way = ways[subject.release];
  return (
    <>
      <Way subject={subject} onBack={onHome} />
      {subject.state === 'begun' && (
        <div>
          <Button size="md" variant="subtle" color="red.8" onClick={() => setCancelling(true)}>
            {t('siteMode.cancelSubject')}
          </Button>
        </div>
      )}
      {subject.state === 'unusable' && (
        <div>
          <Button size="md" variant="subtle" color="red.8" onClick={() => setClosing(true)}>
            {t('siteMode.noReplacement')}
          </Button>
        </div>
      )}
    </>
  );
}
