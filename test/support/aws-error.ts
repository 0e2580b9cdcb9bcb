// An error as AWS sends it, which whoever reads a question may throw

/** `code` is the exception name of the service's model. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export function demand(condition: unknown, code: string, message: string, status?: number): asserts condition {
  if (!condition) refuse(code, message, status);
}

/** For `a ?? refuse(…)`. */
export function refuse(code: string, message: string, status?: number): never {
  throw new AwsError(code, message, status);
}
