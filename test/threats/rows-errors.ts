import { row38 } from './error-checks';
import { adding, changing, rewriting, setting } from './mutants';
import type { Threat } from './threat';

const POOL = 'AWS::Cognito::UserPool';
const FUNCTION = 'AWS::Lambda::Function';

/** Threats by what people are told: managed login puts the text of an error into the URL of the callback. */
export const THREATS_BY_ERRORS: readonly Threat[] = [
  {
    row: 38,
    title: 'Errors of triggers in the URL of the callback',
    secureDefault:
      'Every trigger is a chain that says a sentence of one closed list, or one neutral sentence for whatever else is thrown',
    check: row38,
    alsoTestedBy: [
      'threats/row-38.test.ts (whatever a step throws; handlers that leak are found)',
      'lambda/runtime/errors.test.ts (the closed list)',
      'lambda/steps/invoke.test.ts (errors of own functions)',
    ],
    mutants: {
      'a function that is no chain': (template) =>
        setting(POOL, { LambdaConfig: { PreSignUp: { 'Fn::GetAtt': ['Own', 'Arn'] } } })(adding('Own', FUNCTION, {})(template)),
      'a function from elsewhere': setting(POOL, {
        LambdaConfig: { PreSignUp: 'arn:aws:lambda:eu-west-1:111122223333:function:own' },
      }),
      'a chain without its steps': changing(FUNCTION, ({ Properties }) => delete Properties.Environment),
      'errors of another function are relayed': rewriting(FUNCTION, 'allowEmailDomains', 'invoke'),
    },
  },
]; // prettier-ignore
