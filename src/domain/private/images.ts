import { readFileSync } from 'fs';
import { extname } from 'path';
import { AuthConfigError } from '../../private/errors';

/** What Cognito takes for one image, in Base64. */
const LONGEST_IMAGE = 1_000_000;

const KINDS: Record<string, string> = {
  '.png': 'PNG',
  '.jpg': 'JPEG',
  '.jpeg': 'JPEG',
  '.svg': 'SVG',
  '.webp': 'WEBP',
  '.ico': 'ICO',
};

export interface ImageFile {
  readonly extension: string;
  readonly bytes: string;
}

/** An image file, in Base64, of one of the kinds that its place allows. */
export function readImage(where: string, what: string, file: string, allowed: readonly string[]): ImageFile {
  const extension = KINDS[extname(file).toLowerCase()];
  if (extension === undefined || !allowed.includes(extension)) {
    throw new AuthConfigError(where, `${what} is '${file}', and it must be one of ${allowed.join(', ')}. Convert it.`);
  }
  const bytes = readText(where, what, file, 'base64');
  if (bytes.length > LONGEST_IMAGE) {
    throw new AuthConfigError(
      where,
      `${what} is '${file}', which has ${bytes.length} characters in Base64. Cognito allows ${LONGEST_IMAGE}: make it smaller.`,
    );
  }
  return { extension, bytes };
}

export function readText(where: string, what: string, file: string, encoding: BufferEncoding): string {
  try {
    return readFileSync(file, encoding);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AuthConfigError(
      where,
      `${what} is '${file}', which cannot be read (${code}). Pass the path of a file, absolute or from the directory of the app.`,
    );
  }
}
