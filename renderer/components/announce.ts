import { notifications } from '@mantine/notifications';
import type { NotificationData } from '@mantine/notifications';
import { i18n } from '../text/i18n.ts';

/** Says in a corner of the window that something was done, or not. */
export const announce = (what: NotificationData): void => {
  notifications.show({
    ...what,
    closeButtonProps: { 'aria-label': i18n.t('common.close') },
  });
};
