import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useQuery } from '../../../state/use-query.ts';
import classes from './record.module.css';
import shared from '../site-mode.module.css';

interface Properties {
  readonly parts: readonly string[];
  onBack(): void;
}

/** The parts of a record as codes, one at a time; any order will do. */
export function QrParts({ parts, onBack }: Properties) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const { data, failure } = useQuery(
    'site.codePicture',
    { text: parts[at] ?? '' },
    { keepsFormer: true },
  );
  const title = t('siteMode.codeOf', { at: at + 1, of: parts.length });
  return (
    <div className={classes.qr}>
      <h1 className={shared.stepTitle} role="status">
        {title}
      </h1>
      <FailureNotice failure={failure} />
      {data !== undefined && (
        <img src={`data:image/svg+xml;utf8,${encodeURIComponent(data.svg)}`} alt={title} />
      )}
      <Group gap="md">
        <Button size="lg" variant="default" onClick={onBack}>
          {t('common.done')}
        </Button>
        <Button size="lg" variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
          {t('siteMode.codeBefore')}
        </Button>
        <Button size="lg" disabled={at + 1 >= parts.length} onClick={() => setAt(at + 1)}>
          {t('siteMode.codeNext')}
        </Button>
      </Group>
    </div>
  );
}
