import { Button, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../../../../shared/contracts/index.ts';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { FileDrop } from '../../../components/file-drop.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { useCommand } from '../../../state/use-command.ts';
import type { Failure } from '../../../transport/client.ts';
import classes from './record.module.css';
import shared from '../site-mode.module.css';
import { LoadPeople } from './load-people.tsx';
import { SurrenderPack } from './surrender-pack.tsx';

type PackFile = InputOf<'site.load'>['file'];

/** Two people open its envelopes, and not enough of those here have proved that the study named them. */
const needsPeople = (failure: Failure): boolean =>
  failure.kind === 'refused' && failure.refusal.rule === 'two-people-needed';

interface Properties {
  readonly status: OutputOf<'site.status'>;
  onHome(): void;
}

/** The packs of this machine: take another one in, or give the unopened envelopes of one back. */
export function PacksHere({ status, onHome }: Properties) {
  const { t } = useTranslation();
  const load = useCommand('site.load');
  const [surrendering, setSurrendering] = useState<string>();
  const [needing, setNeeding] = useState<PackFile>();
  const take = async (file: PackFile): Promise<void> => {
    const outcome = await load.run({ file });
    if (outcome.ok) announce({ message: t('siteMode.loaded', { ...outcome.value }) });
    else if (needsPeople(outcome.failure)) setNeeding(file);
  };
  if (needing !== undefined) {
    return <LoadPeople file={needing} onDone={() => setNeeding(undefined)} />;
  }
  if (surrendering !== undefined) {
    return <SurrenderPack pack={surrendering} onBack={() => setSurrendering(undefined)} />;
  }
  return (
    <Stack gap={24}>
      <h1 className={shared.stepTitle}>{t('siteMode.packs')}</h1>
      {status.packs.map(({ pack, release, validFrom, validUntil, status: state, inForce }) => (
        <section key={pack} className={classes.panel}>
          <h2>{pack}</h2>
          <p>
            {t(
              `siteMode.packState.${state === 'surrendered' ? state : inForce ? 'inForce' : 'not'}`,
            )}
            {' · '}
            {t(`siteMode.release.${release}`)}
          </p>
          <p className="quiet">
            <InstantText at={validFrom} /> – <InstantText at={validUntil} />
          </p>
          {state === 'loaded' && (
            <Button variant="default" size="md" onClick={() => setSurrendering(pack)}>
              {t('siteMode.surrender')}
            </Button>
          )}
        </section>
      ))}
      <section className={classes.panel}>
        <h2>{t('siteMode.loadPack')}</h2>
        <p className="quiet">{t('siteMode.loadPackNote')}</p>
        <FileDrop
          label={t('siteMode.dropPack')}
          kinds={t('siteMode.packKinds')}
          file={null}
          onFile={({ name, base64 }) => void take({ name, base64 })}
        />
        <FailureNotice failure={load.failure} />
      </section>
      <div>
        <Button
          size="lg"
          variant="default"
          leftSection={<IconArrowLeft size={22} aria-hidden />}
          onClick={onHome}
        >
          {t('common.back')}
        </Button>
      </div>
    </Stack>
  );
}
