import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as library from 'cdk-cognito-auth';
import { TriggerHandler } from 'cdk-cognito-auth';
import { TRIGGERS } from '../../src/triggers/private/trigger-function';
import { sourcesOf } from '../lambda/events';
import { functionIn, newAuth } from '../support/auth';

type Factory = { readonly invoke?: (...all: unknown[]) => TriggerHandler };
const factories = library as unknown as Readonly<Record<string, Factory>>;
const ofCustomAuth = /^(?:Define|Create|VerifyAuth)/;

const one = TRIGGERS.filter((trigger) => !ofCustomAuth.test(trigger) && !/Sender$/.test(trigger));

test.each(one)('an own function can answer to every source of %s', (trigger) => {
  const auth = newAuth();
  const own = functionIn(auth) as lambda.IFunction;
  const options = trigger === 'PreTokenGeneration' ? [{ includeMachineClients: true }] : [];
  const handler = factories[trigger]!.invoke!(own, ...options);
  const seen: string[] = [];
  const bind = handler._bind.bind(handler);
  handler._bind = (scope) => bind(scope).map((step) => (seen.push(...step.wire.sources), step));
  auth.addTrigger(handler);
  const known = sourcesOf(trigger);
  expect(known.length).toBeGreaterThan(0);
  expect(known.filter((source) => !seen.includes(source) && !seen.includes('*'))).toEqual([]);
});

test.each(['CustomAuth', 'CustomEmailSender', 'CustomSmsSender'])('%s takes own functions, too', (name) => {
  expect(typeof factories[name]!.invoke).toBe('function');
});
