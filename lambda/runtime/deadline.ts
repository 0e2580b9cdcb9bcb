import { InternalError } from './errors';

/** Cognito gives up after 5 s and the function's timeout is 4 s: an answer of our own must come before both. */
export const HANDLER_DEADLINE_MS = 3_000;

/** Each outbound call: how long one attempt may take, and how many there are. */
export const CALL_TIMEOUT_MS = 1_000;
export const CALL_ATTEMPTS = 2;

/** The application's own function may start cold, and need not be idempotent: one attempt, with what time there is. */
export const INVOKE_TIMEOUT_MS = 2_500;

/** Runs the work with a signal that aborts its outbound calls; what is not done at the deadline has failed. */
export async function withDeadline(work: (signal: AbortSignal) => Promise<void>, milliseconds: number): Promise<void> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new InternalError('deadline reached')), milliseconds);
  const { signal } = controller;
  const expiry = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as InternalError));
  });
  try {
    await Promise.race([work(signal), expiry]);
  } finally {
    clearTimeout(timer);
  }
}
