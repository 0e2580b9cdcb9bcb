import { InternalError, UserFacingError } from './errors';

/** What a line may tell. Each value is checked against its shape, because most of them arrive from outside. */
const SHAPES = {
  triggerSource: /^[A-Za-z]{1,40}_[A-Za-z]{1,40}$/,
  step: /^[A-Za-z]{1,40}$/,
  requestId: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  region: /^[a-z]{2}(?:-[a-z]{1,12}){1,3}-\d{1,2}$/,
} as const;

/** Those of JavaScript and of AWS: `MessageRejected` is Amazon SES's, `NoSuchKey` S3's. */
const ERROR_NAME = /^\w{0,60}(?:Error|Exception|Rejected|Denied|Key)$/;

export type Facts = Readonly<Partial<Record<keyof typeof SHAPES, unknown>>>;

/** Writes one line about an event that did not pass. An event, a user or a foreign message never reaches the log. */
export function logFailure(facts: Facts, error: unknown, milliseconds: number): void {
  const known = Object.entries(SHAPES).map(([name, shape]) => [name, fact(facts[name as keyof Facts], shape)]);
  const line = { ...Object.fromEntries(known), ...about(error), milliseconds: Math.round(milliseconds) };
  // absent facts are undefined, and JSON leaves those out. The bundle writes past the console, which adds no line end then
  console.error(`${JSON.stringify(line)}\n`);
}

function fact(value: unknown, shape: RegExp): string | undefined {
  return typeof value === 'string' && shape.test(value) ? value : undefined;
}

function about(error: unknown): { outcome: string; error?: string; detail?: string } {
  if (error instanceof UserFacingError) return { outcome: 'refused', detail: error.reason };
  if (error instanceof InternalError) return { outcome: 'failed', error: error.name, detail: error.message };
  const name = error instanceof Error ? fact(error.name, ERROR_NAME) : undefined;
  return { outcome: 'failed', error: name ?? 'unknown' };
}
