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
import { Readiness } from './readiness.tsx';
import { RegisterActions, RegisterPart } from './register/register-part.tsx';

const actions: Readonly<Record<CodeBreakPart, ReactNode>> = {
  break: undefined,
  register: <RegisterActions />,
  custody: <CustodyActions />,
};

/** The way to one subject's treatment in an emergency, and the register of everybody who went it. */
export function CodeBreakScreen({ open: id }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const mayBreak = useMay('codeBreak.open');
  const maySeeCustody = useMay('custody.page');
  const may = codeBreakParts.filter(
    (known) => known === 'register' || (known === 'break' ? mayBreak : maySeeCustody),
  );
  const { part, open } = codeBreakRoute(id, may);
  return (
    <Page
      title={t('codeBreak.title')}
      subtitle={t(`codeBreak.subtitle.${part}`)}
      help="code-break"
      fills={part !== 'break'}
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
      {part !== 'custody' && <Readiness />}
      {part === 'break' && <BreakPart key={open} subject={open} />}
      {part === 'register' && <RegisterPart open={open} />}
      {part === 'custody' && <CustodyPart open={open} />}
    </Page>
  );
}
