import { type Check } from './checks';
import { changing, type Mutation, setting } from './mutants';
import type { Threat } from './threat';
import { STEPS_VARIABLE } from '../../src/contract/codec';
import { allOf, type Resource, type TemplateJson } from '../support/template';

const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';
const FUNCTION = 'AWS::Lambda::Function';
const TABLE = 'AWS::DynamoDB::Table';
const TRIGGERS = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
const FLOW = 'ALLOW_CUSTOM_AUTH';

/** The flow is open only where something answers it; where nothing is said, Cognito opens it. */
export const row34: Check = (template) => {
  const pools = allOf(template, POOL);
  const isAnswered = pools.length > 0 && pools.every(([, { Properties: { LambdaConfig } }]) => TRIGGERS.every((name) => LambdaConfig?.[name])); // prettier-ignore
  const opened = allOf(template, CLIENT).filter(([, { Properties: { ExplicitAuthFlows: flows } }]) => flows === undefined || flows.includes(FLOW)); // prettier-ignore
  return [
    ...(isAnswered ? [] : opened.map(([id]) => `${id} opens custom authentication, which nothing answers`)),
    ...stepsIn(template, 'sequence').flatMap(([id, { sessions }]) =>
      sessions.every(endsWell) && sessions.length > 0 ? [] : [`${id} gives tokens for a session that proves nothing`],
    ),
  ];
};

/** The last challenge is a custom one that was passed, and each says what it is about. */
function endsWell(session: readonly any[]): boolean {
  const last = session.at(-1);
  const isBound = ({ name, about }: any) => name !== 'CUSTOM_CHALLENGE' || typeof about === 'string';
  return last?.name === 'CUSTOM_CHALLENGE' && last.passed === true && session.every(isBound);
}

/** What an answer may be about is what the pool's own method makes, and nothing that belongs to another method. */
export const row35: Check = (template) =>
  stepsIn(template, 'oneTimeSecret').flatMap(([id, { answers }]) => {
    const known = stepsIn(template, 'sequence').flatMap(([, { sessions }]) => sessions.flat().map((one: any) => one.about)); // prettier-ignore
    const about = answers.flatMap((answer: any) => answer.about);
    return about.every((one: string) => known.includes(one)) ? [] : [`${id} takes answers to challenges of another method`];
  }); // prettier-ignore

/** Secrets live for minutes, as rows that go by themselves; a code that can be guessed takes few answers; one sender. */
export const row36: Check = (template) => [
  ...['emailCode', 'magicLink'].flatMap((step) =>
    stepsIn(template, step).flatMap(([id, { validSeconds, coolDownSeconds, redirectUris = [] }]) => [
      ...(validSeconds <= 900 && coolDownSeconds >= 60 ? [] : [`${id} issues secrets that live long, or too many`]),
      ...(redirectUris.every((uri: string) => /^https:|^http:\/\/localhost/.test(uri)) ? [] : [`${id} sends tokens in the clear`]), // prettier-ignore
    ]),
  ),
  ...stepsIn(template, 'oneTimeSecret').flatMap(([id, { answers }]) =>
    answers.some(({ kind, attempts }: any) => kind === 'code' && !(attempts <= 5))
      ? [`${id} lets codes be guessed`]
      : [],
  ),
  ...(stepsIn(template, 'oneTimeSecret').length === 0 ? [] : allOf(template, TABLE)).flatMap(([id, { Properties }]) =>
    Properties.TimeToLiveSpecification?.Enabled === true ? [] : [`${id} forgets nothing`],
  ),
  ...allOf(template, 'AWS::IAM::Policy').flatMap(([id, { Properties }]) =>
    Properties.PolicyDocument.Statement.filter(({ Action }: any) => [Action].flat().includes('ses:SendEmail'))
      .filter(({ Resource: on, Condition }: any) => on === '*' || !Condition?.StringEquals?.['ses:FromAddress'])
      .map(() => `${id} may send as anybody`),
  ),
];

function stepsIn(template: TemplateJson, name: string): [string, any][] {
  return allOf(template, FUNCTION).flatMap(([id, resource]) =>
    wiresOf(resource).flatMap(({ step, config }) => (step === name ? [[id, config] as [string, any]] : [])),
  );
}

function wiresOf({ Properties }: Resource): any[] {
  const variable = Properties.Environment?.Variables?.[STEPS_VARIABLE];
  if (variable === undefined) return [];
  const parts: unknown[] = typeof variable === 'string' ? [variable] : variable['Fn::Join'][1];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : '<token>')).join('')).steps;
}

/** A change to the configuration of every step of one name. */
export function changingStep(name: string, change: (config: any) => void): Mutation {
  return changing(FUNCTION, (resource) => {
    const wires = wiresOf(resource);
    const found = wires.filter(({ step }) => step === name);
    if (found.length === 0) return;
    found.forEach(({ config }) => change(config));
    resource.Properties.Environment.Variables[STEPS_VARIABLE] = JSON.stringify({ v: 1, steps: wires });
  });
}

/** Threats to custom authentication. */
export const THREATS_TO_CUSTOM_AUTH: readonly Threat[] = [
  {
    row: 34,
    title: 'Custom-auth bypass',
    secureDefault:
      'Each method allows its exact sessions and no other; clients open the flow only when they say so, and only beside a handler',
    check: row34,
    mutants: {
      'the flow opened without triggers': setting(CLIENT, { ExplicitAuthFlows: [FLOW] }),
      'flows left to Cognito, which opens it': setting(CLIENT, { ExplicitAuthFlows: undefined }),
    },
    alsoTestedBy: [
      'threats/rows-custom-auth.test.ts',
      'lambda/custom-auth/sequences.test.ts (every session of up to five challenges)',
      'triggers/custom-auth-clients.test.ts',
    ],
  },
];
