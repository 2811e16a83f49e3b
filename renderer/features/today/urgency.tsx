import { IconAlertTriangle, IconCalendar, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../shared/contracts/trail.ts';
import badge from '../../components/status-badge.module.css';

const looks = {
  now: { tone: 'bad', icon: IconAlertTriangle },
  soon: { tone: 'warn', icon: IconClock },
  later: { tone: 'quiet', icon: IconCalendar },
} as const;

/** How soon a task waits to be done. */
export function Urgency({ urgency }: { readonly urgency: Task['urgency'] }) {
  const { t } = useTranslation();
  const { tone, icon: UrgencyIcon } = looks[urgency];
  return (
    <span
      className={badge.badge}
      style={{ '--tone': `var(--${tone})`, '--tone-soft': `var(--${tone}-soft)` }}
    >
      <UrgencyIcon size={14} stroke={1.9} aria-hidden />
      {t(`today.urgency.${urgency}`)}
    </span>
  );
}
