import { Button, Checkbox, Group, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useCommand } from '../../state/use-command.ts';
import { Door } from './door.tsx';
import classes from './door.module.css';
import { emptyPerson, isCompletePerson, PersonFields } from './person-fields.tsx';

interface Properties {
  readonly definition: { readonly name: string; readonly base64: string };
  onBack(): void;
  onDone(): void;
}

/** The administrator and the first unblinded pharmacist; then the study is made. */
export function FirstPeople({ definition, onBack, onDone }: Properties) {
  const { t } = useTranslation();
  const create = useCommand('store.create');
  const [administrator, setAdministrator] = useState(emptyPerson);
  const [pharmacist, setPharmacist] = useState(emptyPerson);
  const [own, setOwn] = useState({ administrator: false, pharmacist: false });
  const submit = async (): Promise<void> => {
    const outcome = await create.run({
      definition,
      administrator: {
        user: administrator.user,
        printedName: administrator.printedName,
        passphrase: administrator.passphrase,
        ownPassphrase: own.administrator,
      },
      pharmacist: {
        user: pharmacist.user,
        printedName: pharmacist.printedName,
        passphrase: pharmacist.passphrase,
        ownPassphrase: own.pharmacist,
      },
    });
    if (outcome.ok) onDone();
  };
  const isComplete = isCompletePerson(administrator) && isCompletePerson(pharmacist);
  return (
    <Door title={t('session.firstPeople')} intro={t('session.firstPeopleIntro')} width={820}>
      <form
        className={classes.panel}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="lg">
          <SimpleGrid cols={2} spacing="xl">
            <PersonFields role="administrator" value={administrator} onChange={setAdministrator} />
            <PersonFields role="unblinded-pharmacist" value={pharmacist} onChange={setPharmacist} />
          </SimpleGrid>
          <SimpleGrid cols={2} spacing="xl">
            {(['administrator', 'pharmacist'] as const).map((who) => (
              <Checkbox
                key={who}
                checked={own[who]}
                onChange={(event) => setOwn({ ...own, [who]: event.currentTarget.checked })}
                label={t(`session.ownPassphrase.${who}`)}
                description={t('session.ownPassphraseNote')}
              />
            ))}
          </SimpleGrid>
          <FailureNotice failure={create.failure} />
          <Group justify="space-between">
            <Button variant="default" onClick={onBack} disabled={create.isBusy}>
              {t('common.back')}
            </Button>
            <Button type="submit" loading={create.isBusy} disabled={!isComplete}>
              {t('session.createStudy')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Door>
  );
}
