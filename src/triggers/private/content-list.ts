import { Content } from '../../contract/steps';

/** Longer literals leave the environment variable to other steps and travel as a file. */
const LONGEST_INLINE = 500;

/** A literal as it travels, and the file that it needs for that. */
export interface Travelling<T> {
  readonly content: Content<T>;
  readonly files?: Readonly<Record<string, string>>;
}

export type ContentList = Travelling<readonly string[]>;

export function travelling<T>(fileName: string, literal: T): Travelling<T> {
  const text = JSON.stringify(literal);
  if (text.length <= LONGEST_INLINE) return { content: { inline: literal } };
  return { content: { file: fileName }, files: { [fileName]: text } };
}

/** Sorted and without doubles, so that the same set gives the same template. */
export function contentList(fileName: string, entries: readonly string[]): ContentList {
  return travelling(fileName, distinct(entries));
}

export function distinct(entries: readonly string[]): string[] {
  return [...new Set(entries)].sort();
}
