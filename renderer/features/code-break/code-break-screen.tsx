import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { BreakPart } from './break/break-part.tsx';
import { CustodyActions, CustodyPart } from '../custody/custody-part.tsx';
import { codeBreakParts, codeBreakRoute } from './code-break-route.ts';
import type { CodeBreakPart } from './code-break-route.ts';
import { OverviewPart } from './overview-part.tsx';
import { Readiness } from './readiness.tsx';
import { RegisterActions, RegisterPart } from './register/register-part.tsx';

const actions: Readonly<Record<CodeBreakPart, ReactNode>> = {
  break: undefined,
  register: <RegisterActions />,
  overview: undefined,
  custody: <CustodyActions />,
};

/** The way to one subject's treatment in an emergency, and the register of everybody who went it. */
export function CodeBreakScreen({ open: id }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const mayBreak = useMay('codeBreak.open');
  const isAllowed: Readonly<Record<CodeBreakPart, boolean>> = {
    break: mayBreak,
    register: true,
    overview: useMay('codeBreak.overview'),
    custody: useMay('custody.page'),
  };
  const may = codeBreakParts.filter((known) => isAllowed[known]);
  const { part, open } = codeBreakRoute(id, may);
  return (
    <Page
      title={t('codeBreak.title')}
      subtitle={t(`codeBreak.subtitle.${part}`)}
      help="code-break"
      fills={part === 'register' || part === 'custody'}
      actions={actions[part]}
    >
      {may.length > 1 && (
        <Tabs value={part} onChange={(next) => go('code-break', next)}>
          <Tabs.List aria-label={t('codeBreak.title')}>
            {may.map((known) => (
              <Tabs.Tab key={known} value={known}>
                {t(`codeBreak.part.${known}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      {(part === 'break' || part === 'register') && <Readiness />}
      {part === 'break' && <BreakPart key={open} subject={open} />}
      {part === 'register' && <RegisterPart open={open} />}
      {part === 'overview' && <OverviewPart />}
      {part === 'custody' && <CustodyPart open={open} />}
    </Page>
  );
}
