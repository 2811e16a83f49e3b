import { NumberInput, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { releaseModes } from '../../../../shared/domain/backup/pack-terms.ts';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { go } from '../../../state/route.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';
import { useQuery } from '../../../state/use-query.ts';
import { SiteSelect } from '../site-select.tsx';
import { IssueSource } from './issue-source.tsx';
import { emptyIssueValues, issueInput, namesIn } from './issue-values.ts';
import { StrataNumbers } from './strata-numbers.tsx';

/** Issues sealed envelopes to a machine of a site; another pack of the same site is a top-up. */
export function IssuePackDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const issue = useCommand('packs.issue');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('packs.issue');
  const form = useDraftForm('issue-pack', { initialValues: emptyIssueValues });
  const { values } = form;
  const { site } = values;
  const options = useQuery('packs.options', { site: site ?? '' }, { isEnabled: site !== null });
  const device = values.device ?? options.data?.devices.at(-1)?.device ?? null;
  const list = values.list ?? options.data?.lists[0]?.list ?? null;
  const strata = options.data?.lists.find((known) => known.list === list)?.strata;
  const canSubmit =
    values.pack.trim() !== '' &&
    device !== null &&
    values.lastDay !== null &&
    isComplete &&
    (values.release !== 'two-person' || namesIn(values.people).length >= 2);
  const submit = async (): Promise<void> => {
    const outcome = await issue.run(issueInput({ ...values, device, list }, signature));
    forgetPassphrase();
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('backup.issued', { pack: outcome.value.pack }) });
    onClose();
    go('backup', `packs:${outcome.value.pack}`);
  };
  return (
    <FormDialog
      title={t('backup.issue')}
      intro={t('backup.issueIntro')}
      submit={t('backup.issue')}
      size={640}
      isBusy={issue.isBusy}
      failure={issue.failure ?? options.failure}
      canSubmit={canSubmit}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="md">
        <SiteSelect
          value={site}
          onChange={(next) => form.setValues({ site: next, device: null, list: null, strata: {} })}
        />
        <TextInput label={t('backup.packCode')} {...form.getInputProps('pack')} />
      </SimpleGrid>
      <IssueSource
        options={options.data}
        device={device}
        list={list}
        onChange={(chosen) => form.setValues('list' in chosen ? { ...chosen, strata: {} } : chosen)}
      />
      <SimpleGrid cols={2} spacing="md">
        <NumberInput
          label={t('backup.envelopesPerStratum')}
          min={0}
          max={400}
          {...form.getInputProps('envelopes')}
        />
        <NumberInput label={t('backup.layers')} min={1} max={7} {...form.getInputProps('layers')} />
        <Select
          label={t('backup.release')}
          allowDeselect={false}
          data={releaseModes.map((mode) => ({ value: mode, label: t(`backup.modeLong.${mode}`) }))}
          {...form.getInputProps('release')}
        />
        <DateInput
          label={t('backup.lastDay')}
          valueFormat="D MMM YYYY"
          {...form.getInputProps('lastDay')}
        />
      </SimpleGrid>
      {values.release === 'two-person' && (
        <Textarea
          label={t('backup.people')}
          description={t('backup.peopleNote')}
          autosize
          minRows={2}
          {...form.getInputProps('people')}
        />
      )}
      {strata !== undefined && strata.length > 1 && (
        <StrataNumbers
          strata={strata}
          usual={Number(values.envelopes)}
          numbers={values.strata}
          onChange={(next) => form.setFieldValue('strata', next)}
        />
      )}
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
