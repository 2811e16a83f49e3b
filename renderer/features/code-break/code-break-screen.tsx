import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { BreakPart } from './break/break-part.tsx';
import { codeBreakParts, codeBreakRoute } from './code-break-route.ts';
import { Readiness } from './readiness.tsx';
import { RegisterActions, RegisterPart } from './register/register-part.tsx';

/** The way to one subject's treatment in an emergency, and the register of everybody who went it. */
export function CodeBreakScreen({ open: id }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const mayBreak = useMay('codeBreak.open');
  const { part, open } = codeBreakRoute(id, mayBreak);
  return (
    <Page
      title={t('codeBreak.title')}
      subtitle={t(`codeBreak.subtitle.${part}`)}
      help="code-break"
      fills={part === 'register'}
      actions={part === 'register' ? <RegisterActions /> : undefined}
    >
      {mayBreak && (
        <Tabs value={part} onChange={(next) => go('code-break', next)}>
          <Tabs.List aria-label={t('codeBreak.title')}>
            {codeBreakParts.map((known) => (
              <Tabs.Tab key={known} value={known}>
                {t(`codeBreak.part.${known}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      <Readiness />
      {part === 'break' ? <BreakPart key={open} subject={open} /> : <RegisterPart open={open} />}
    </Page>
  );
}
