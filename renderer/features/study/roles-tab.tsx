import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../components/export-menu.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { useDownload } from '../../components/use-download.ts';
import { useQuery } from '../../state/use-query.ts';
import { RoleRows } from './role-rows.tsx';
import classes from './study.module.css';

/** Who may sign what, as a file. */
function SignatureMatrix() {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  return (
    <ExportMenu
      label={t('study.signatureMatrix')}
      isBusy={isBusy}
      formats={[
        ['pdf', 'PDF'],
        ['csv', 'CSV'],
        ['xlsx', 'XLSX'],
      ]}
      onExport={(format) => void download('access.signatures', { format })}
    />
  );
}

/** What each role may ask of the program: the table that the core itself decides by. */
export function RolesTab() {
  const { t } = useTranslation();
  const { data, failure } = useQuery('access.roles', {});
  if (failure !== undefined) return <FailureNotice failure={failure} />;
  if (data === undefined) return <Skeleton height={420} />;
  const { roles, procedures } = data;
  const isForAll = (allowed: readonly string[]): boolean => allowed.length === roles.length;
  return (
    <Panel
      title={t('study.tab.roles')}
      note={t('study.rolesNote')}
      isFlush
      actions={<SignatureMatrix />}
    >
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('study.tab.roles')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('study.procedure')}</th>
              {roles.map((role) => (
                <th key={role} scope="col" className={classes.roleHead}>
                  {t(`common.role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <RoleRows
            title={t('study.forSome')}
            roles={roles}
            procedures={procedures.filter(({ allowed }) => !isForAll(allowed))}
          />
          <RoleRows
            title={t('study.forAll')}
            roles={roles}
            procedures={procedures.filter(({ allowed }) => isForAll(allowed))}
          />
        </table>
      </div>
    </Panel>
  );
}
