import { CALL_TIMEOUT_MS } from '../runtime/deadline';

/** Providers answer from far away, and a token that was asked about once is used up: one attempt, with some patience. */
const PATIENCE_MS = 2 * CALL_TIMEOUT_MS;

/** What the provider of a CAPTCHA says of an answer. */
export async function siteVerify(url: string, secret: string, answer: string, abortSignal: AbortSignal): Promise<unknown> {
  const reply = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ secret, response: answer }),
    // a redirect would take the secret elsewhere
    redirect: 'error',
    signal: AbortSignal.any([abortSignal, AbortSignal.timeout(PATIENCE_MS)]),
  });
  if (!reply.ok) throw new TypeError('the provider of the CAPTCHA refuses to answer');
  return reply.json();
} // prettier-ignore
