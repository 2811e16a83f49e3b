import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { Failure } from '../../transport/client.ts';
import { Door } from './door.tsx';

interface Properties {
  readonly failure: Failure;
  onRetry(): void;
}

/** The core cannot be reached, or did not let this window in. */
export function FailurePage({ failure, onRetry }: Properties) {
  const { t } = useTranslation();
  return (
    <Door title={t('session.noCore')} intro={t('session.noCoreNext')}>
      <FailureNotice failure={failure} onRetry={onRetry} />
    </Door>
  );
}
