import type { Step } from './steps';

/** The environment variable that carries a function's chain. */
export const STEPS_VARIABLE = 'COGNITO_AUTH_STEPS';

/** Lambda allows 4 KB for all variables of a function; the rest is left to the user's own. */
export const STEPS_VARIABLE_LIMIT = 3_500;

export const CONTRACT_VERSION = 1;

export interface Envelope {
  readonly v: number;
  readonly steps: readonly Step[];
}

/** Wraps the steps for the journey; the caller makes it JSON, because only the CDK can do so for tokens (ARNs). */
export function envelope(steps: readonly Step[]): Envelope {
  return { v: CONTRACT_VERSION, steps };
}

/** Reads the variable, and refuses whatever this code does not know, rather than to skip a guard in silence. */
export function decode(text: string | undefined, known: readonly string[]): readonly Step[] {
  if (text === undefined) throw new Error(`${STEPS_VARIABLE} is not set`);
  const { v, steps } = JSON.parse(text) as Envelope;
  if (v !== CONTRACT_VERSION) {
    throw new Error(`${STEPS_VARIABLE} has version ${v}, this code reads ${CONTRACT_VERSION}`);
  }
  const stranger = steps.find(({ step }) => !known.includes(step));
  if (stranger) throw new Error(`${STEPS_VARIABLE} has the unknown step ${stranger.step}`);
  // a guard that no source would wake is as good as none
  const isAwake = ({ sources }: Step) => Array.isArray(sources) && sources.length > 0;
  if (!steps[0] || !steps.every(isAwake)) throw new Error(`${STEPS_VARIABLE} has no steps, or one without sources`);
  return steps;
}
