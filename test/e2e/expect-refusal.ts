/** The error with which a call was refused; a call that succeeds, or fails otherwise, is a fault of what was deployed. */
export async function refusal(call: () => Promise<unknown>, expected: RegExp): Promise<string> {
  let told: string;
  try {
    await call();
    told = '';
  } catch (error) {
    const { name, message } = error as Error;
    told = `${name}: ${message}`;
  }
  if (told === '') throw new Error('should have been refused and was not');
  if (!expected.test(told)) throw new Error(`was refused with something else than ${expected}: ${told}`);
  return `refused, as it should be: ${told}`;
}

export function demand(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}
