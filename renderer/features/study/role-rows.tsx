import { IconCheck, IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import classes from './study.module.css';

type RoleTable = OutputOf<'access.roles'>;

interface Properties {
  readonly title: string;
  readonly roles: RoleTable['roles'];
  readonly procedures: RoleTable['procedures'];
}

/** A part of the role table. */
export function RoleRows({ title, roles, procedures }: Properties) {
  const { t } = useTranslation();
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={roles.length + 1} className={classes.group}>
          {title}
        </th>
      </tr>
      {procedures.map((procedure) => (
        <tr key={procedure.name}>
          <th scope="row" className={classes.procedure}>
            {procedure.summary}{' '}
            {procedure.needsUnblindingKey && (
              <span className={classes.key}>
                <IconEye size={13} aria-hidden /> {t('study.needsKey')}
              </span>
            )}
          </th>
          {roles.map((role) => (
            <td key={role} className={classes.tick}>
              {procedure.allowed.includes(role) ? (
                <IconCheck size={16} role="img" aria-label={t('study.may')} color="var(--good)" />
              ) : (
                <span className="visually-hidden">{t('study.mayNot')}</span>
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
