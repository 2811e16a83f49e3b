import { Composer, isAlias, isMap, isNode, isScalar, LineCounter, Parser, visit } from 'yaml';
import type { CST, Document, ParsedNode } from 'yaml';
import type { DefinitionIssue, DefinitionPath, UnplacedIssue } from './definition-issue.ts';
import { pathText, shown } from './definition-issue.ts';
import { definitionLimits } from './definition-limits.ts';

/** A parsed JSON or YAML text: its plain value, and the way from a path in it to a place in the text. */
export interface DefinitionText {
  readonly value: unknown;
  readonly place: (issue: UnplacedIssue) => DefinitionIssue;
}

interface Source {
  readonly fileName: string;
  readonly lines: LineCounter;
}

const issueAt = (
  { fileName, lines }: Source,
  offset: number,
  issue: Omit<UnplacedIssue, 'path'> & { readonly path?: DefinitionPath },
): DefinitionIssue => {
  const { line, col } = lines.linePos(offset);
  return {
    file: fileName,
    path: pathText(issue.path ?? []),
    line: Math.max(1, line),
    column: Math.max(1, col),
    found: issue.found,
    expected: issue.expected,
    next: issue.next,
  };
};

/**
 * Walks the tokens without recursion before anything is composed: deep nesting would exhaust the
 * stack there, and a huge mapping is compared key by key.
 */
function structureIssue(tokens: readonly CST.Token[], source: Source): DefinitionIssue | undefined {
  const open: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({
    token,
    depth: 0,
  }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    const items = 'items' in token ? token.items : [];
    if (depth > definitionLimits.nesting || items.length > definitionLimits.membersPerCollection) {
      return issueAt(source, token.offset, {
        found:
          depth > definitionLimits.nesting ? `nesting ${depth} deep` : `${items.length} members`,
        expected: `at most ${definitionLimits.nesting} levels and ${definitionLimits.membersPerCollection} members each`,
        next: 'Check that this is a study definition.',
      });
    }
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    for (const item of items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return undefined;
}

const plainWords: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'each setting once',
  TAG_RESOLVE_FAILED: 'no tags',
  MULTIPLE_DOCS: 'one document',
};

function syntaxIssues(document: Document.Parsed, source: Source): readonly DefinitionIssue[] {
  const found = [...document.errors, ...document.warnings].map((problem) =>
    issueAt(source, problem.pos[0], {
      found: problem.message.split('\n')[0] ?? problem.code,
      expected: plainWords[problem.code] ?? 'well-formed JSON or YAML',
      next: 'Correct the text at this place.',
    }),
  );
  const add = (node: unknown, what: string, expected: string): void => {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    found.push(
      issueAt(source, offset, { found: what, expected, next: 'Write the value out plainly.' }),
    );
  };
  visit(document, {
    Node: (_key, node) => {
      const isAnchored = isAlias(node) || ('anchor' in node && node.anchor !== undefined);
      if (isAnchored) add(node, 'an anchor or alias', 'plain values');
      else if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) {
        add(node, `the tag ${shown(node.tag)}`, 'plain values');
      }
    },
    Pair: (_key, { key }) => {
      if (!isScalar(key) || typeof key.value !== 'string') {
        add(key, 'a name that is not text', 'names of settings as text');
      }
    },
  });
  return found;
}

function offsetOf(document: Document.Parsed, path: DefinitionPath, atKey: boolean): number {
  if (atKey) {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      : undefined;
    return (pair?.key as ParsedNode | undefined)?.range[0] ?? 0;
  }
  // A missing setting has no place of its own: its nearest existing parent stands for it.
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node.range?.[0] ?? 0;
  }
  return document.contents?.range[0] ?? 0;
}

/**
 * Reads JSON or YAML 1.2 (JSON is YAML). Refuses, with line and column: malformed text, repeated
 * keys, anchors, aliases, tags, several documents, and texts beyond the caps of `definitionLimits`.
 */
export function readDefinitionText(
  text: string,
  fileName: string,
): DefinitionText | readonly DefinitionIssue[] {
  const lines = new LineCounter();
  const source: Source = { fileName, lines };
  if (text.length > definitionLimits.textLength) {
    return [
      issueAt(source, 0, {
        found: `${text.length} characters`,
        expected: `at most ${definitionLimits.textLength}`,
        next: 'Check that this is a study definition.',
      }),
    ];
  }
  const tokens = [...new Parser(lines.addNewLine).parse(text.replace(/^\uFEFF/, ''))];
  const tooBig = structureIssue(tokens, source);
  if (tooBig !== undefined) return [tooBig];
  const composer = new Composer({ version: '1.2', schema: 'core', prettyErrors: false });
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document, second] = documents;
  if (document === undefined || second !== undefined) {
    return [
      issueAt(source, second?.range[0] ?? 0, {
        found: `${documents.length} documents`,
        expected: 'one document',
        next: 'Keep one study per file.',
      }),
    ];
  }
  const issues = syntaxIssues(document, source);
  if (issues.length > 0) return issues.slice(0, definitionLimits.issues);
  return {
    value: document.toJS() as unknown,
    place: (issue) => issueAt(source, offsetOf(document, issue.path, issue.atKey ?? false), issue),
  };
}
