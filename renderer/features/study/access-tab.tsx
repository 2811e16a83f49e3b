import { Stack } from '@mantine/core';
import { PeopleTab } from './people-tab.tsx';
import { SharesPanel } from './shares-panel.tsx';

/** The people of the study, and who can give access again. */
export function AccessTab() {
  return (
    <Stack gap="lg">
      <PeopleTab />
      <SharesPanel />
    </Stack>
  );
}
