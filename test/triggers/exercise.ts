import { App, Stack } from 'aws-cdk-lib';
import { CognitoAuth, CognitoAuthProps, TriggerHandler } from 'cdk-cognito-auth';
import { readable } from './readable';
import { TriggerStep } from '../../src/triggers/private/trigger-step';
import { allOf, TemplateJson, templateOf } from '../support/template';

/** The least use of a handler: what the pool needs for it, and the handler itself. */
export interface Exercise {
  readonly props?: CognitoAuthProps;
  readonly handler: (auth: CognitoAuth, stack: Stack) => TriggerHandler;
}

/** Something that the function of a trigger may do. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: string;
}

/** What comes of a handler: its steps, and what the function of each trigger may do. */
export interface Exercised {
  readonly steps: readonly TriggerStep[];
  readonly permissions: ReadonlyMap<string, readonly Permission[]>;
  readonly template: TemplateJson;
  /** The cloud assembly, with the code of the functions. */
  readonly assembly: string;
}

/** Synthesises an app with one handler. */
export function exercise({ props, handler }: Exercise): Exercised {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const auth = new CognitoAuth(stack, 'Auth', props);
  const steps: TriggerStep[] = [];
  auth.addTrigger(watched(handler(auth, stack), (bound) => steps.push(...bound)));
  const template = templateOf(stack);
  const triggers = [...new Set(steps.map(({ trigger }) => trigger))];
  const permissions = new Map(triggers.map((trigger) => [trigger, permissionsOf(template, trigger)]));
  return { steps, permissions, template, assembly: app.outdir };
}

/** The same handler, whose steps are also told to somebody else. */
function watched(handler: TriggerHandler, tell: (steps: readonly TriggerStep[]) => void): TriggerHandler {
  const bind = handler._bind.bind(handler);
  handler._bind = (scope) => {
    const steps = bind(scope);
    tell(steps);
    return steps;
  };
  return handler;
}

/** The role's own policies, and the policy beside the function. */
function permissionsOf(template: TemplateJson, trigger: string): Permission[] {
  const isRole = (id: string) => new RegExp(`^Auth${trigger}Role[0-9A-F]{8}$`).test(id);
  const inline = allOf(template, 'AWS::IAM::Role')
    .filter(([id]) => isRole(id))
    .flatMap(([, { Properties }]) => [
      ...(Properties.Policies ?? []).map(({ PolicyDocument }: any) => PolicyDocument),
      // a policy of AWS is a thing that nobody here has read
      ...(Properties.ManagedPolicyArns ?? []).map((arn: unknown) => ({ Statement: { Action: '*', Resource: arn } })),
    ]);
  const beside = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    allOf(template, type)
      .filter(([, { Properties }]) => Properties.Roles?.some(({ Ref }: any) => isRole(Ref)))
      .map(([, { Properties }]) => Properties.PolicyDocument),
  );
  return [...inline, ...beside].flatMap(({ Statement }) => [Statement].flat()).map((each) => permissionOf(template, each));
} // prettier-ignore

function permissionOf(template: TemplateJson, { Action, Resource, NotResource, Condition }: any): Permission {
  const listOf = (value: unknown) => [value].flat().map((each) => readable(template, each)).sort(); // prettier-ignore
  const conditions = Condition && readable(template, Condition);
  const resources = NotResource ? listOf(NotResource).map((each) => `everything but ${each}`) : listOf(Resource);
  return { actions: listOf(Action), resources, ...(conditions && { conditions }) };
}
