/** Adds what is missing, at every depth; what is there stays. Cognito sends `null` and `false` for "not said yet". */
export function addMissing(target: object, addition: object): void {
  const fields = target as Record<string, unknown>;
  for (const [key, value] of Object.entries(addition)) {
    // assigning to this name would change the prototype instead of the field
    if (key === '__proto__') continue;
    const present = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (isRecord(present) && isRecord(value)) {
      addMissing(present, value);
    } else if (isUnsaid(present) && !isUnsaid(value)) {
      fields[key] = structuredClone(value);
    }
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isUnsaid(value: unknown): boolean {
  return value === undefined || value === null || value === false;
}
