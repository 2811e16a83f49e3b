import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useMay } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { useQuery } from '../../state/use-query.ts';
import classes from './code-break.module.css';

/** What sites still lack so that they can break a code at night; only for who can give it to them. */
export function Readiness() {
  const { t } = useTranslation();
  const mayGive = useMay('codeBreak.makeReady');
  const { data } = useQuery('codeBreak.settings', {}, { isEnabled: mayGive });
  const [isOpen, setOpen] = useState(false);
  const people = data?.peopleWithoutKeys ?? [];
  const subjects = data?.subjectsWithoutEnvelope ?? 0;
  if (!mayGive || (people.length === 0 && subjects === 0)) return null;
  return (
    <section className={classes.readiness} aria-label={t('codeBreak.notReady')}>
      <div>
        <strong>{t('codeBreak.notReady')}</strong>
        <p>
          {people.length > 0 && t('codeBreak.peopleWithoutKeys', { people: people.join(', ') })}{' '}
          {subjects > 0 && t('codeBreak.subjectsWithoutEnvelope', { count: subjects })}
        </p>
      </div>
      <Button leftSection={<IconKey size={16} stroke={1.7} />} onClick={() => setOpen(true)}>
        {t('codeBreak.makeReady')}
      </Button>
      {isOpen && <MakeReadyDialog onClose={() => setOpen(false)} />}
    </section>
  );
}

/** Signs for giving sites their keys. */
function MakeReadyDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const make = useCommand('codeBreak.makeReady');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('codeBreak.makeReady');
  const submit = async (): Promise<void> => {
    const outcome = await make.run({ signature });
    if (!outcome.ok) return forgetPassphrase();
    announce({ message: t('codeBreak.madeReady', outcome.value) });
    onClose();
  };
  return (
    <FormDialog
      title={t('codeBreak.makeReady')}
      intro={t('codeBreak.makeReadyIntro')}
      submit={t('codeBreak.makeReady')}
      isBusy={make.isBusy}
      failure={make.failure}
      canSubmit={isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
