import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { moved } from '../../../../shared/domain/label/edit-template.ts';
import type { LabelBlock, LabelTemplate } from '../../../../shared/domain/label/label-template.ts';
import type { InputOf } from '../../../../shared/contracts/index.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useQuery } from '../../../state/use-query.ts';
import { blockWords } from './block-words.ts';
import classes from './editor.module.css';

interface Properties {
  readonly template: LabelTemplate;
  readonly selected: number | null;
  onSelect(at: number): void;
  onBlock(at: number, block: LabelBlock): void;
}

const settleMs = 250;
const highest = 460;
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The label as it will be printed; its blocks are chosen and moved on it, by pointer or by arrow keys. */
export function LabelCanvas({ template, selected, onSelect, onBlock }: Properties) {
  const { t } = useTranslation();
  const [asked] = useDebouncedValue(template, settleMs);
  const input = { template: asked as InputOf<'labels.preview'>['template'] };
  const { data, failure } = useQuery('labels.preview', input, { keepsFormer: true });
  const picture = useRef<string | undefined>(undefined);
  if (data !== undefined) picture.current = data.svg;
  const { width, height } = template.label;
  const share = (length: number, of: number): string => `${(100 * length) / of}%`;
  return (
    <div className={classes.canvas}>
      <div
        className={classes.paper}
        data-stale={failure !== undefined}
        style={{
          aspectRatio: `${width} / ${height}`,
          width: `min(100%, ${(highest * width) / height}px)`,
        }}
      >
        {picture.current === undefined ? (
          failure === undefined && <Skeleton height="100%" />
        ) : (
          <img
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.current)}`}
            alt={t('labels.previewOf', { template: template.id })}
          />
        )}
        {template.blocks.map((block, at) => (
          <BlockHandle
            key={at}
            block={block}
            label={template.label}
            name={t('labels.editor.blockAt', { at: at + 1, what: blockWords(block, t) })}
            isSelected={at === selected}
            style={{
              left: share(block.x, width),
              top: share(block.y, height),
              width: share(block.width, width),
              height: share(block.height, height),
            }}
            onSelect={() => onSelect(at)}
            onMove={(next) => onBlock(at, next)}
          />
        ))}
      </div>
      {failure === undefined ? (
        <p className={classes.note}>
          {t('labels.sample')} · {t('labels.holds')}{' '}
          {data?.barcodes.map(({ inWords }) => (
            <code key={inWords}>{inWords} </code>
          ))}
        </p>
      ) : (
        <FailureNotice failure={failure} />
      )}
    </div>
  );
}

interface Handle {
  readonly block: LabelBlock;
  readonly label: LabelTemplate['label'];
  readonly name: string;
  readonly isSelected: boolean;
  readonly style: Readonly<Record<'left' | 'top' | 'width' | 'height', string>>;
  onSelect(): void;
  onMove(block: LabelBlock): void;
}

/** Where a drag began, and how many millimetres a pixel is. */
interface Drag {
  readonly block: LabelBlock;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const half = (length: number): number => Math.round(length * 2) / 2;

function BlockHandle({ block, label, name, isSelected, style, onSelect, onMove }: Handle) {
  const drag = useRef<Drag | null>(null);
  const onKey = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const far = event.shiftKey ? 5 : 0.5;
    onMove(moved(block, { x: step[0] * far, y: step[1] * far }, label));
  };
  const onDown = (event: PointerEvent<HTMLButtonElement>): void => {
    onSelect();
    const across = event.currentTarget.parentElement?.clientWidth ?? 1;
    drag.current = { block, x: event.clientX, y: event.clientY, scale: label.width / across };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onDrag = ({ clientX, clientY }: PointerEvent): void => {
    const from = drag.current;
    if (from === null) return;
    const by = {
      x: half((clientX - from.x) * from.scale),
      y: half((clientY - from.y) * from.scale),
    };
    if (by.x !== 0 || by.y !== 0) onMove(moved(from.block, by, label));
  };
  return (
    <button
      type="button"
      className={classes.handle}
      style={style}
      title={name}
      // The list names every block; here the chosen one alone is reached by keyboard.
      aria-hidden={!isSelected}
      tabIndex={isSelected ? 0 : -1}
      aria-label={name}
      aria-pressed={isSelected}
      onClick={onSelect}
      onKeyDown={onKey}
      onPointerDown={onDown}
      onPointerMove={onDrag}
      onPointerUp={() => (drag.current = null)}
    />
  );
}
