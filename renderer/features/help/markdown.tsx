import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { hashOf } from '../../state/route.ts';
import classes from './help.module.css';
import { blocksOf, spansOf } from './markdown-blocks.ts';
import type { Block, Span } from './markdown-blocks.ts';

const keys = /^(Ctrl|Cmd|Enter|Escape|F8|Alt|Shift|Tab|Home|End|Page)/;

function SpanView({ span }: { readonly span: Span }) {
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'strong':
      return <strong>{span.text}</strong>;
    case 'code':
      return keys.test(span.text) ? (
        <Kbd size="xs">{span.text}</Kbd>
      ) : (
        <code className="mono">{span.text}</code>
      );
    case 'link':
      // Help links only to help: another page of it by its file name.
      return <a href={hashOf('help', span.target.replace(/\.md$/, ''))}>{span.text}</a>;
  }
}

function Line({ text }: { readonly text: string }) {
  return spansOf(text).map((span, index) => (
    <Fragment key={index}>
      <SpanView span={span} />
    </Fragment>
  ));
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading': {
      const Tag = (['h1', 'h2', 'h3'] as const)[block.level - 1] ?? 'h3';
      return <Tag>{block.text}</Tag>;
    }
    case 'paragraph':
      return (
        <p>
          <Line text={block.text} />
        </p>
      );
    case 'list': {
      const Tag = block.isOrdered ? 'ol' : 'ul';
      return (
        <Tag>
          {block.items.map((item) => (
            <li key={item}>
              <Line text={item} />
            </li>
          ))}
        </Tag>
      );
    }
    case 'code':
      return <pre className="mono">{block.text}</pre>;
    case 'table':
      return <TableView block={block} />;
  }
}

function TableView({ block }: { readonly block: Extract<Block, { kind: 'table' }> }) {
  return (
    <table>
      <thead>
        <tr>
          {block.head.map((cell) => (
            <th key={cell} scope="col">
              <Line text={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, index) => (
              <td key={index}>
                <Line text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Draws a help page. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <article className={classes.article}>
      {blocksOf(text).map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </article>
  );
}
