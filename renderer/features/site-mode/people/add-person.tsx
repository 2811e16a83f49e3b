import { SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';
import {
  emptyPerson,
  isCompletePerson,
  PersonFields,
  personInput,
} from '../../session/person-fields.tsx';
import { Question } from '../question.tsx';

interface Properties {
  readonly needsTwo: boolean;
  onBack(): void;
}

/** The new person types a passphrase of their own; somebody who is here already vouches for them. */
export function AddPerson({ needsTwo, onBack }: Properties) {
  const { t } = useTranslation();
  const add = useCommand('site.addPerson');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature(
    'site.addPerson',
    needsTwo,
  );
  const [person, setPerson] = useState(emptyPerson);
  const send = async (): Promise<void> => {
    const outcome = await add.run({ ...personInput(person), signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    announce({ message: t('siteMode.personAdded', { name: person.printedName }) });
    onBack();
  };
  return (
    <Question
      title={t('siteMode.addPerson')}
      note={t(needsTwo ? 'siteMode.addPersonTwo' : 'siteMode.addPersonNote')}
      next={t('siteMode.addPersonSend')}
      canGoOn={isCompletePerson(person) && isComplete}
      isBusy={add.isBusy}
      onNext={() => void send()}
      onBack={onBack}
    >
      <SimpleGrid cols={2} spacing="xl">
        <PersonFields role="site-user" value={person} asksCode={needsTwo} onChange={setPerson} />
        <SignatureFields value={signature} onChange={setSignature} />
      </SimpleGrid>
      <FailureNotice failure={add.failure} />
    </Question>
  );
}
