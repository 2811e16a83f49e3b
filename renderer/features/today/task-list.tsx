import { Skeleton, Stack } from '@mantine/core';
import {
  IconCalendarDue,
  IconChevronRight,
  IconClockExclamation,
  IconKey,
  IconListCheck,
  IconLockOpen,
  IconMail,
  IconMoodCheck,
  IconPackages,
  IconScale,
  IconSettings,
  IconSignature,
  IconTemperature,
  IconTimeline,
  IconTruckDelivery,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../shared/contracts/trail.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { hashOf, routeOf } from '../../state/route.ts';
import classes from './today.module.css';
import { Urgency } from './urgency.tsx';

const icons: Readonly<Record<Task['kind'], Icon>> = {
  sign: IconSignature,
  stock: IconPackages,
  shipment: IconTruckDelivery,
  excursion: IconTemperature,
  accountability: IconScale,
  expiring: IconClockExclamation,
  visit: IconCalendarDue,
  access: IconKey,
  trail: IconTimeline,
  setup: IconSettings,
  backup: IconMail,
  'code-break': IconLockOpen,
};

/** The worklist: what to do, most urgent first, each with the way there. */
export function TaskList({ tasks }: { readonly tasks: readonly Task[] | undefined }) {
  const { t } = useTranslation();
  if (tasks === undefined) {
    return (
      <Stack gap="lg" p="lg">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} height={34} />
        ))}
      </Stack>
    );
  }
  if (tasks.length === 0) {
    return (
      <EmptyState icon={IconMoodCheck} title={t('today.nothing')} next={t('today.nothingNext')} />
    );
  }
  return (
    <ul className={classes.tasks}>
      {tasks.map((task, index) => {
        const TaskIcon = icons[task.kind] ?? IconListCheck;
        const { screen } = routeOf(`#/${task.target.screen}`);
        return (
          <li key={index}>
            <a href={hashOf(screen, task.target.id)} className={classes.task}>
              <TaskIcon size={20} stroke={1.6} aria-hidden color="var(--ink-quiet)" />
              <span>
                <span className={classes.taskTitle}>{task.title}</span>
                <br />
                <span className={classes.taskDetail}>{task.detail}</span>
              </span>
              <Urgency urgency={task.urgency} />
              <IconChevronRight size={16} aria-hidden color="var(--ink-quiet)" />
            </a>
          </li>
        );
      })}
    </ul>
  );
}
