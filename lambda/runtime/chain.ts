import { HANDLER_DEADLINE_MS, withDeadline } from './deadline';
import { InternalError, UserFacingError } from './errors';
import type { TriggerEvents } from './events';
import { logFailure } from './log';
import { type Ports, type PortsFor, portsIn } from './ports';
import { failsOpen, isUnguarded } from './sources';
import { decode, STEPS_VARIABLE } from '../../src/contract/codec';
import { EVERY_SOURCE, type Step, type StepNamed, type TriggerName, type TriggerSteps } from '../../src/contract/steps';

/** The last argument is when the handler must have answered, by `performance.now()`. */
type StepFunction<Event, Config> = (event: Event, config: Config, ports: Ports, deadline: number) => void | Promise<void>; // prettier-ignore

/** A function for every step that the contract knows for this trigger, and for no other. */
export type StepTable<Trigger extends TriggerName> = {
  readonly [Name in TriggerSteps[Trigger]['step']]: StepFunction<
    TriggerEvents[Trigger],
    StepNamed<TriggerSteps[Trigger], Name>['config']
  >;
};

export type Handler<Event> = (event: Event, context: { readonly awsRequestId: string }) => Promise<Event>;

export interface Surroundings {
  readonly variable: string | undefined;
  readonly portsFor: PortsFor;
  readonly deadlineMs: number;
}

/** The handler of a trigger: runs the steps of the function's variable in order; the first that throws ends it. */
export function chain<Trigger extends TriggerName>(
  trigger: Trigger,
  table: StepTable<Trigger>,
  surroundings: Partial<Surroundings> = {},
): Handler<TriggerEvents[Trigger]> {
  const {
    variable = process.env[STEPS_VARIABLE],
    portsFor = portsIn(__dirname),
    deadlineMs = HANDLER_DEADLINE_MS,
  } = surroundings;
  const functions: Readonly<Record<string, StepFunction<TriggerEvents[Trigger], never>>> = table;
  const steps = stepsOf(variable, Object.keys(table));

  return async (event, { awsRequestId }) => {
    const start = performance.now();
    let current: string | undefined;
    const run = async (signal: AbortSignal) => {
      if (isUnguarded(trigger, event.triggerSource)) throw new InternalError('unknown trigger source');
      const ports = portsFor(signal);
      for (const { step, sources, config } of steps()) {
        if (!sources.includes(event.triggerSource) && !sources.includes(EVERY_SOURCE)) continue;
        signal.throwIfAborted();
        current = step;
        await functions[step]!(event, config as never, ports, start + deadlineMs);
      }
    };
    const { response } = structuredClone(event);
    try {
      await withDeadline(run, deadlineMs);
      return event;
    } catch (error) {
      const { triggerSource, region } = event;
      const facts = { triggerSource, region, step: current, requestId: awsRequestId };
      logFailure(facts, error, performance.now() - start);
      // as if no step had run: half a response could be worse than none
      if (failsOpen(trigger)) return { ...event, response };
      throw error instanceof UserFacingError ? error : UserFacingError.neutral(trigger);
    }
  };
}

/** Reads the chain at once. A throw while Lambda loads the code would show its text to people, so it waits. */
function stepsOf(variable: string | undefined, known: readonly string[]): () => readonly Step[] {
  try {
    const steps = decode(variable, known);
    return () => steps;
  } catch (error) {
    // The variable holds configuration only, so a message about it may be logged
    const refusal = new InternalError((error as Error).message);
    return () => {
      throw refusal;
    };
  }
}
