import { CALL_ATTEMPTS, CALL_TIMEOUT_MS, INVOKE_TIMEOUT_MS } from '../runtime/deadline';

/** How long an AWS client waits, and how often it tries. Without `throwOnRequestTimeout` the SDK only prints a warning. */
function limits(maxAttempts: number, requestTimeout: number) {
  const requestHandler = { connectionTimeout: CALL_TIMEOUT_MS, requestTimeout, throwOnRequestTimeout: true };
  return { maxAttempts, requestHandler };
}

export const CALL_LIMITS = limits(CALL_ATTEMPTS, CALL_TIMEOUT_MS);
export const INVOKE_LIMITS = limits(1, INVOKE_TIMEOUT_MS);
