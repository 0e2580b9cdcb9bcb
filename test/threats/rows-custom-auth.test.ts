import { AppClient } from 'cdk-cognito-auth';
import { changing, setting } from './mutants';
import { prove } from './prove';
import { changingStep, row34, row35, row36 } from './rows-custom-auth';
import { type Method, METHODS } from '../lambda/custom-auth/methods';
import { authIn, CALLBACK } from '../support/auth';
import { synth } from '../support/template';

const POOL = 'AWS::Cognito::UserPool';

const templateWith = (method: Method) =>
  synth((stack) => {
    const auth = authIn(stack);
    METHODS[method](auth, stack);
    auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], customAuth: true }));
  });
const [byCode, byLink, byBoth, byCaptcha] = (['emailCode', 'magicLink', 'magicLinkWithCode', 'captcha'] as const).map(templateWith); // prettier-ignore

const mutants = {
  'a trigger is gone': changing(POOL, ({ Properties }) => delete Properties.LambdaConfig.VerifyAuthChallengeResponse),
  'all triggers are gone': setting(POOL, { LambdaConfig: undefined }),
  'tokens for nothing': changingStep('sequence', (config) => config.sessions.push([])),
  'tokens for a wrong answer': changingStep('sequence', (config) => (config.sessions[0].at(-1).passed = false)),
  'tokens for a challenge about anything': changingStep('sequence', (config) => delete config.sessions[0].at(-1).about),
  'tokens for the beginning of SRP': changingStep('sequence', (config) => config.sessions.push([{ name: 'SRP_A', passed: true }])), // prettier-ignore
  'no session at all': changingStep('sequence', (config) => (config.sessions = [])),
};

prove('threat 34, pools with custom authentication', row34, [
  { name: 'codes', template: byCode!, mutants },
  { name: 'links', template: byLink!, mutants },
  { name: 'links with codes', template: byBoth!, mutants },
  { name: 'CAPTCHAs', template: byCaptcha!, mutants },
]);

const confusion = { 'answers to another method count': changingStep('oneTimeSecret', (config) => config.answers.at(-1).about.push('CAPTCHA')) }; // prettier-ignore

prove('threat 35, pools with custom authentication', row35, [
  { name: 'codes', template: byCode!, mutants: confusion },
  { name: 'links', template: byLink!, mutants: confusion },
  { name: 'links with codes', template: byBoth!, mutants: confusion },
  { name: 'CAPTCHAs', template: byCaptcha! },
]);

const secrets = (step: string) => ({
  'secrets that live for an hour': changingStep(step, (config) => (config.validSeconds = 3_600)),
  'a mail a second': changingStep(step, (config) => (config.coolDownSeconds = 1)),
  'rows that stay': setting('AWS::DynamoDB::Table', { TimeToLiveSpecification: undefined }),
  'any sender': changing('AWS::IAM::Policy', ({ Properties }) => {
    Properties.PolicyDocument.Statement.forEach((statement: any) => delete statement.Condition);
  }),
  'any identity': changing('AWS::IAM::Policy', ({ Properties }) => {
    Properties.PolicyDocument.Statement.forEach((statement: any) => (statement.Resource = '*'));
  }),
});

const unlimited = changingStep('oneTimeSecret', ({ answers }) =>
  answers.forEach((answer: any) => delete answer.attempts),
);

prove('threat 36, pools with custom authentication', row36, [
  {
    name: 'codes',
    template: byCode!,
    mutants: {
      ...secrets('emailCode'),
      'any number of guesses': unlimited,
    },
  },
  {
    name: 'links with codes',
    template: byBoth!,
    mutants: { ...secrets('magicLink'), 'any number of guesses': unlimited },
  },
  {
    name: 'links',
    template: byLink!,
    mutants: {
      ...secrets('magicLink'),
      'a page without TLS': changingStep('magicLink', (config) => config.redirectUris.push('http://app.example.com')),
    },
  },
  { name: 'CAPTCHAs', template: byCaptcha! },
]);
