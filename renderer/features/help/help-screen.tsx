import { TextInput } from '@mantine/core';
import { IconHelpCircle, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { hashOf } from '../../state/route.ts';
import { helpPages, searchHelp } from './help-pages.ts';
import classes from './help.module.css';
import { Markdown } from './markdown.tsx';

/** The handbook: comes with the program, needs no network, searchable. */
export function HelpScreen({ page }: { readonly page: string | null }) {
  const { t } = useTranslation();
  const [question, setQuestion] = useState('');
  const findings = searchHelp(question);
  const shown = helpPages.find(({ id }) => id === page) ?? helpPages[0];
  return (
    <Page title={t('help.title')} subtitle={t('help.subtitle')}>
      <div className={classes.columns}>
        <div className={classes.side}>
          <TextInput
            aria-label={t('help.search')}
            placeholder={t('help.search')}
            leftSection={<IconSearch size={15} stroke={1.8} />}
            value={question}
            onChange={(event) => setQuestion(event.currentTarget.value)}
          />
          <nav aria-label={t('help.pages')} className={classes.pages}>
            {findings.map(({ page: found, excerpt }) => (
              <a
                key={found.id}
                href={hashOf('help', found.id)}
                aria-current={found.id === shown?.id ? 'page' : undefined}
              >
                {found.title}
                {excerpt !== '' && <span>{excerpt}</span>}
              </a>
            ))}
          </nav>
          {findings.length === 0 && <p className="quiet">{t('help.nothing')}</p>}
        </div>
        <Panel>
          {shown === undefined ? (
            <EmptyState icon={IconHelpCircle} title={t('help.nothing')} next={t('help.nothing')} />
          ) : (
            <Markdown text={shown.text} />
          )}
        </Panel>
      </div>
    </Page>
  );
}
