/** Lists of a token's response in which every step has a say: what one of them suppresses stays suppressed. */
const UNITED = /^(?:claims|scopes)To(?:Add|Suppress)$/;
/** Lists that say what a user may do: a later step may take away, and cannot add. */
const NARROWED = /^(?:groups|iamRoles)ToOverride$/;

/** Adds what is missing, at every depth; what is there stays. Cognito sends `null` and `false` for "not said yet". */
export function addMissing(target: object, addition: object): void {
  const fields = target as Record<string, unknown>;
  for (const [key, value] of Object.entries(addition)) {
    // assigning to this name would change the prototype instead of the field
    if (key === '__proto__') continue;
    const present = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (isRecord(present) && isRecord(value)) {
      addMissing(present, value);
    } else if (Array.isArray(present) && Array.isArray(value)) {
      if (UNITED.test(key)) fields[key] = [...new Set([...present, ...value])];
      if (NARROWED.test(key)) fields[key] = present.filter((one) => value.includes(one));
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
