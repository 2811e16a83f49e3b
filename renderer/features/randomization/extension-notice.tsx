import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListCard } from '../../../shared/contracts/randomization.ts';
import { countText } from '../../components/format.ts';
import { InstantText } from '../../components/instant-text.tsx';
import classes from './randomization.module.css';

interface Properties {
  readonly extension: NonNullable<ListCard['extension']>;
  readonly maySign: boolean;
  onSign(): void;
}

/** Slots that wait for two signatures; nobody is randomized from them before. */
export function ExtensionNotice({ extension, maySign, onSign }: Properties) {
  const { t } = useTranslation();
  const { slots, signatures, digest } = extension;
  return (
    <div className={classes.extension}>
      <div>
        <strong>{t('randomization.extend.waiting', { slots: countText(slots) })}</strong>
        <p className="quiet">
          {t('randomization.extend.signatures', { count: signatures.length })}
          {signatures.map(({ printedName, at }) => (
            <span key={at}>
              {' · '}
              {printedName}, <InstantText at={at} />
            </span>
          ))}
        </p>
        <code className={classes.hash}>{digest}</code>
      </div>
      {maySign && (
        <Button leftSection={<IconSignature size={16} stroke={1.7} />} onClick={onSign}>
          {t('randomization.extend.sign')}
        </Button>
      )}
    </div>
  );
}
