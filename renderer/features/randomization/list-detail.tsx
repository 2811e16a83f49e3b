import { Button } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListCard } from '../../../shared/contracts/randomization.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { countText } from '../../components/format.ts';
import { useDownload } from '../../components/use-download.ts';
import { useMay } from '../../state/session.ts';
import { ListLife } from './list-life.tsx';
import classes from './randomization.module.css';
import { RevealSlots } from './reveal-slots.tsx';
import { StrataTable } from './strata-table.tsx';

/** One list: where it is in its life, its certificate, its strata, and (for those who may) its slots. */
export function ListDetail({ list }: { readonly list: ListCard }) {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const mayReveal = useMay('randomization.reveal');
  return (
    <div className={classes.detail}>
      <Panel
        title={t('randomization.list', { list: list.list })}
        actions={
          <Button
            variant="default"
            loading={isBusy}
            leftSection={<IconCertificate size={16} stroke={1.7} />}
            onClick={() => void download('randomization.certificate', { list: list.list })}
          >
            {t('randomization.certificate')}
          </Button>
        }
      >
        <ListLife list={list} />
        <KeyValues
          columns={3}
          items={[
            [
              t('randomization.procedure'),
              t(`randomization.procedureName.${list.procedure}`, { defaultValue: list.procedure }),
            ],
            [t('randomization.strata'), countText(list.strata)],
            [t('randomization.generatedAt'), <InstantText key="at" at={list.generatedAt} />],
            [
              t('randomization.digest'),
              <code key="digest" className={classes.hash}>
                {list.digest}
              </code>,
            ],
            [
              t('randomization.merkleRoot'),
              <code key="root" className={classes.hash}>
                {list.merkleRoot}
              </code>,
            ],
            ...list.signatures.map(
              (signature, index) =>
                [
                  t('randomization.signedBy', { number: index + 1 }),
                  <span key={index}>
                    {signature.printedName}
                    <br />
                    <InstantText at={signature.at} />
                  </span>,
                ] as const,
            ),
          ]}
        />
      </Panel>
      <Panel title={t('randomization.strataUse')} note={t('randomization.strataNote')} isFlush>
        <StrataTable key={list.list} list={list.list} />
      </Panel>
      {mayReveal && <RevealSlots key={`reveal ${list.list}`} list={list.list} />}
    </div>
  );
}
