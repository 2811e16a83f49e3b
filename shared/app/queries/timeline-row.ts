import type { EntryRecord } from '../../store/queries/entry-rows.ts';
import { entryWords } from './entry-words.ts';

/** One entry of a timeline: when, who and what, without any arm. */
export function timelineRow(entry: EntryRecord) {
  const { what, detail } = entryWords(entry.content);
  return {
    entry: entry.sequence,
    at: entry.content.at,
    offsetMinutes: entry.content.offsetMinutes,
    by: entry.content.printedName,
    what,
    detail,
  };
}
