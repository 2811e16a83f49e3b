import { Stack } from '@mantine/core';
import { useMay } from '../../state/session.ts';
import { PackPanel } from './pack-panel.tsx';
import { SelfTestPanel } from './self-test-panel.tsx';
import { ValidationPanel } from './validation-panel.tsx';

/** What an inspection asks for. */
export function EvidenceTab() {
  const mayMake = useMay('evidence.make');
  return (
    <Stack gap="md">
      {mayMake && <PackPanel />}
      <SelfTestPanel />
      {mayMake && <ValidationPanel />}
    </Stack>
  );
}
