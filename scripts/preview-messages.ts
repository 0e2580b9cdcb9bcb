import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { MessageTexts } from '../src/contract/steps';

/* `npm run preview:messages -- cdk.out [folder]` writes what people will read, as pages to look at, with a made-up code. */

type Texts = Record<string, Record<string, MessageTexts>>;

const SAMPLE: [RegExp, string][] = [
  [/\{####\}/g, '123456'],
  [/\{##([^{}]*)##\}/g, '<a href="#">$1</a>'],
  [/\{username\}/g, 'ann@example.com'],
];

const sample = (text = '') => SAMPLE.reduce((filled, [place, value]) => filled.replace(place, value), text);
const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** The pages of all functions in a cloud assembly: file name to HTML. */
export function previews(assembly: string): Record<string, string> {
  const folders = readdirSync(assembly, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = folders
    .map(({ name }) => path.join(assembly, name, 'custom-message.json'))
    .filter((file) => readdirSync(path.dirname(file)).includes('custom-message.json'));
  return Object.fromEntries(
    files.sort().flatMap((file, index) =>
      Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Texts).flatMap(([source, byLocale]) =>
        Object.entries(byLocale).map(([locale, texts]) => {
          const pool = files.length > 1 ? `${index + 1}.` : '';
          return [`${pool}${source.replace('CustomMessage_', '')}${locale && `.${locale}`}.html`, pageOf(texts)];
        }),
      ),
    ),
  );
}

function pageOf({ emailSubject, emailMessage, smsMessage }: MessageTexts): string {
  const part = (title: string, body?: string) => (body === undefined ? '' : `<h2>${title}</h2>\n${body}\n`);
  return [
    '<!doctype html>\n<meta charset="utf-8">\n',
    part('Subject', emailSubject && `<p>${escape(emailSubject)}</p>`),
    part('E-mail', emailMessage && sample(emailMessage)),
    part('SMS', smsMessage && `<p>${sample(escape(smsMessage))}</p>`),
  ].join('');
}

function main([assembly = 'cdk.out', outdir = path.join(assembly, 'messages')]: readonly string[]): void {
  mkdirSync(outdir, { recursive: true });
  const pages = Object.entries(previews(assembly));
  pages.forEach(([name, page]) => writeFileSync(path.join(outdir, name), page));
  console.log(`${pages.length} pages in ${outdir}`);
}

if (require.main === module) main(process.argv.slice(2));
