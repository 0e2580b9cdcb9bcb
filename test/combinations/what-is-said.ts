import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { TemplateJson, templateOf } from '../support/template';

/** Everything that the library says to some input. */
export interface Said {
  /** `path: sentence` of what was thrown, or of all findings of the synth. */
  readonly refusals: readonly string[];
  /** Ids of the warnings, without the library's prefix. */
  readonly warnings: readonly string[];
  /** What was made, unless it was refused. */
  readonly template?: TemplateJson;
}

/** Builds in an empty stack, and listens. Errors that are not meant for the user of the library are thrown on. */
export function whatIsSaid(build: (stack: Stack) => void): Said {
  const stack = new Stack(new App(), 'Stack');
  try {
    build(stack);
    const template = templateOf(stack);
    return { refusals: [], warnings: warningsOf(stack), template };
  } catch (error) {
    return { refusals: refusalsOf(error as Error), warnings: [] };
  }
}

function refusalsOf(error: Error): string[] {
  if (error.name === 'AuthConfigError') return [error.message];
  const [title, ...lines] = error.message.split('\n');
  if (!/^Validation failed/.test(title.replace(/^«.*?» /, ''))) throw error;
  return lines.map((line) => line.trim().replace(/^\[([^\]]*)\] /, '$1: '));
}

function warningsOf(stack: Stack): string[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .flatMap(({ entry }) => /\[ack: cdk-cognito-auth:(\w+)\]/.exec(String(entry.data))?.[1] ?? []);
}
