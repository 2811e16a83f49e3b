import { Select } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  codeBreakKinds,
  codeBreakStates,
} from '../../../../shared/domain/code-break/code-break.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ExportMenu } from '../../../components/export-menu.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useDownload } from '../../../components/use-download.ts';
import { useRows } from '../../../state/use-rows.ts';
import { RegisterList } from '../register-list.tsx';
import { BreakInspector } from './break-inspector.tsx';
import { useRegisterColumns } from './register-columns.tsx';
import { useRegisterFilter } from './register-filter.ts';

/** Everybody who broke a code, with what followed; no treatment. */
export function RegisterPart({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const { question } = useRegisterFilter();
  const rows = useRows('codeBreak.page', question());
  return (
    <RegisterList
      part="register"
      label={t('codeBreak.part.register')}
      columns={useRegisterColumns()}
      rows={rows}
      open={open}
      toolbar={<RegisterToolbar />}
      empty={
        <EmptyState
          icon={IconLockOpen}
          title={t('codeBreak.noneBroken')}
          next={t('codeBreak.noneBrokenNext')}
        />
      }
      inspector={(code, onClose) => <BreakInspector key={code} code={code} onClose={onClose} />}
    />
  );
}

function RegisterToolbar() {
  const { t } = useTranslation();
  const { kind, state, set } = useRegisterFilter();
  return (
    <Toolbar>
      <SearchField label={t('codeBreak.search')} onSearch={(search) => set({ search })} />
      <Select
        aria-label={t('codeBreak.state')}
        placeholder={t('codeBreak.anyState')}
        clearable
        w={210}
        value={state}
        onChange={(next) => set({ state: codeBreakStates.find((known) => known === next) ?? null })}
        data={codeBreakStates.map((value) => ({ value, label: t(`status.break-${value}`) }))}
      />
      <Select
        aria-label={t('codeBreak.kind')}
        placeholder={t('codeBreak.anyKind')}
        clearable
        w={180}
        value={kind}
        onChange={(next) => set({ kind: codeBreakKinds.find((known) => known === next) ?? null })}
        data={codeBreakKinds.map((value) => ({ value, label: t(`codeBreak.${value}`) }))}
      />
    </Toolbar>
  );
}

/** The register as it is filtered, as a file. */
export function RegisterActions() {
  const { t } = useTranslation();
  const { question } = useRegisterFilter();
  const { download, isBusy } = useDownload();
  return (
    <ExportMenu
      isBusy={isBusy}
      formats={[
        ['csv', t('common.exportCsv')],
        ['xlsx', t('common.exportXlsx')],
        ['pdf', t('codeBreak.exportPdf')],
      ]}
      onExport={(format) => void download('codeBreak.export', { ...question(), format })}
    />
  );
}
