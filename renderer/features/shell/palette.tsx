import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebouncedValue } from '@mantine/hooks';
import { useFoundThings } from './use-found-things.tsx';
import { usePaletteActions } from './use-palette-actions.tsx';

/** Ctrl/Cmd-K: every screen, every action this person may take, and kits and subjects by number. */
export function Palette() {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [settled] = useDebouncedValue(query, 150);
  const actions = usePaletteActions();
  const found = useFoundThings(settled.trim());
  const wanted = query.trim().toLowerCase();
  const shown = actions.filter(({ label }) => label.toLowerCase().includes(wanted));
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      scrollable
      maxHeight={440}
    >
      <Spotlight.Search
        placeholder={t('common.paletteHint')}
        aria-label={t('common.paletteHint')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={t('common.found')}>
            {found.map((action) => (
              <Spotlight.Action key={action.id} {...action} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {shown.length > 0 && (
          <Spotlight.ActionsGroup label={t('common.goOrDo')}>
            {shown.map((action) => (
              <Spotlight.Action key={action.id} {...action} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length + shown.length === 0 && (
          <Spotlight.Empty>{t('common.nothingFound')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
