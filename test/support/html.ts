import { readFileSync } from 'node:fs';
import type { Answer } from './http';

// Pages of HTML

export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

const anchor = ([text, href]: readonly [text: string, href: string]) =>
  `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;

/** A page from a file in which `{{name}}` stands for a text, and `{{links}}` for the links. */
export function pageAnswer(
  file: string,
  texts: Readonly<Record<string, string>>,
  links: readonly (readonly [text: string, href: string])[],
  status: number,
): Answer {
  const fill = (_: string, key: string) =>
    key === 'links' ? links.map(anchor).join(' ') : escapeHtml(texts[key] ?? '');
  const body = readFileSync(file, 'utf8').replace(/\{\{(\w+)\}\}/g, fill);
  return { status, headers: { 'content-type': 'text/html;charset=UTF-8' }, body };
}
