import { Skeleton } from '@mantine/core';
import { IconCheck, IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { useQuery } from '../../state/use-query.ts';
import classes from './study.module.css';

/** What each role may ask of the program: the table that the core itself decides by. */
export function RolesTab() {
  const { t } = useTranslation();
  const { data, failure } = useQuery('access.roles', {});
  if (failure !== undefined) return <FailureNotice failure={failure} />;
  if (data === undefined) return <Skeleton height={420} />;
  return (
    <Panel title={t('study.tab.roles')} note={t('study.rolesNote')} isFlush>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('study.tab.roles')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('study.procedure')}</th>
              {data.roles.map((role) => (
                <th key={role} scope="col" className={classes.roleHead}>
                  {t(`common.role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.procedures.map((procedure) => (
              <tr key={procedure.name}>
                <th scope="row" className={classes.procedure}>
                  {procedure.summary}{' '}
                  {procedure.needsUnblindingKey && (
                    <span className={classes.key}>
                      <IconEye size={13} aria-hidden /> {t('study.needsKey')}
                    </span>
                  )}
                </th>
                {data.roles.map((role) => (
                  <td key={role} className={classes.tick}>
                    {procedure.allowed.includes(role) ? (
                      <IconCheck
                        size={16}
                        role="img"
                        aria-label={t('study.may')}
                        color="var(--good)"
                      />
                    ) : (
                      <span className="visually-hidden">{t('study.mayNot')}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
