import { Button, Group, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kitStates } from '../../../shared/domain/kit/kit-state.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useQuery } from '../../state/use-query.ts';
import { useClient } from '../../transport/client-context.ts';
import type { Client, Failure } from '../../transport/client.ts';

/** A command takes no more kits than this at once. */
export const mostKits = 5000;
const pageSize = 500;

interface Wanted {
  readonly lot: string | null;
  readonly place: string | null;
  readonly status: string | null;
}

async function numbersOf(
  client: Client,
  { lot, place, status }: Wanted,
): Promise<readonly string[] | Failure> {
  const filter = {
    ...(lot === null ? {} : { lot }),
    ...(place === null ? {} : { place }),
    ...(status === null ? {} : { status: [status] }),
  };
  const numbers: string[] = [];
  for (;;) {
    const asked = { ...filter, offset: numbers.length, limit: pageSize };
    const outcome = await client.ask('kits.page', asked);
    if (!outcome.ok) return outcome.failure;
    numbers.push(...outcome.value.rows.map(({ number }) => number));
    const isAll = outcome.value.rows.length < pageSize || numbers.length >= mostKits;
    if (isAll) return numbers.slice(0, mostKits);
  }
}

/** Adds every kit of a lot, a place and a status to a list: what is acted on is always the list that is shown. */
export function KitsOfLot({ onAdd }: { onAdd(numbers: readonly string[]): void }) {
  const { t } = useTranslation();
  const client = useClient();
  const lots = useQuery('lots.page', {}).data?.lots ?? [];
  const places = useQuery('study.places', {}).data?.places ?? [];
  const [wanted, setWanted] = useState<Wanted>({ lot: null, place: null, status: null });
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const add = async (): Promise<void> => {
    setBusy(true);
    const found = await numbersOf(client, wanted);
    setBusy(false);
    if ('kind' in found) setFailure(found);
    else onAdd(found);
  };
  const select = (key: keyof Wanted) => ({
    label: t(`kits.bulk.${key}`),
    placeholder: t('kits.bulk.any'),
    clearable: true,
    searchable: true,
    value: wanted[key],
    onChange: (value: string | null) => setWanted({ ...wanted, [key]: value }),
  });
  return (
    <div>
      <Group align="flex-end" gap="sm" wrap="nowrap">
        <Select {...select('lot')} data={lots.map(({ lot }) => lot)} />
        <Select
          {...select('place')}
          data={places.map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }))}
        />
        <Select
          {...select('status')}
          data={kitStates.map((state) => ({ value: state, label: t(`status.${state}`) }))}
        />
        <Button
          variant="default"
          style={{ flex: 'none' }}
          leftSection={<IconPlus size={15} />}
          loading={isBusy}
          disabled={wanted.lot === null && wanted.place === null}
          onClick={() => void add()}
        >
          {t('common.add')}
        </Button>
      </Group>
      <FailureNotice failure={failure} />
    </div>
  );
}
