import { matching, Mutant, only, remove, replaceIn, retold, Template, withoutGrant } from './mutant';

const [POLICY, PERMISSION] = ['AWS::IAM::Policy', 'AWS::Lambda::Permission'];
const website = (template: Template, who: RegExp) => only(template, 'AWS::Cognito::UserPoolClient', who).Properties;

/** Functions that mail answer after a second and a half, whoever asks; no fault is found by that. */
export function answerAtOnce(template: Template): void {
  for (const id of [/AuthorsCreate/, /ReadersCreate/]) {
    retold(template, id, '"answerAfterMs":1500', '"answerAfterMs":0');
  }
}

/** Faults after which nobody gets in, which the first sign-in on the page shows. */
function shutOut(asks: RegExp, faults: Record<string, Mutant['plant']>): Mutant[] {
  return Object.entries(faults).map(([name, plant]) => ({ name, caughtBy: asks, plant }));
}

/** Secrets that the function of a pool cannot send. */
const unsent = (secrets: string, mailer: RegExp): Record<string, Mutant['plant']> => ({
  [`${secrets} that cannot be kept`]: (template) => withoutGrant(template, mailer, 'dynamodb:'),
  [`${secrets} that cannot be mailed`]: (template) => withoutGrant(template, mailer, 'ses:'),
});
const longer = (mailer: RegExp, validSeconds: number) => (template: Template) =>
  retold(template, mailer, `"validSeconds":${validSeconds}`, '"validSeconds":3600');
const moreMails = (mailer: RegExp) => (template: Template) =>
  retold(template, mailer, '"coolDownSeconds":60', '"coolDownSeconds":0');
const moreGuesses = (verifier: RegExp) => (template: Template) =>
  retold(template, verifier, '"attempts":5', '"attempts":500');

const ANNA_ASKS = /anna asks for a code on the page/;

/** Faults of the authors' pool. */
export const EMAIL_CODE_MUTANTS: Mutant[] = [
  ...shutOut(ANNA_ASKS, {
    ...unsent('codes', /AuthorsCreate/),
    'mails of another sender': (template) => replaceIn(template, POLICY, 'no-reply@', 'no-answer@', /AuthorsCreate/),
    'codes that cannot be used up': (template) =>
      replaceIn(template, POLICY, '"dynamodb:GetItem","dynamodb:PutItem"', '"dynamodb:GetItem"', /AuthorsVerify/),
    'no permission to invoke Define': (template) => remove(template, PERMISSION, /AuthorsDefine/),
    'no permission to invoke Create': (template) => remove(template, PERMISSION, /AuthorsCreate/),
    'no permission to invoke Verify': (template) => remove(template, PERMISSION, /AuthorsVerify/),
    'a permission for the pool of the readers': (template) => {
      const [[readers]] = matching(template, 'AWS::Cognito::UserPool', /Readers/);
      only(template, PERMISSION, /AuthorsVerify/).Properties.SourceArn = { 'Fn::GetAtt': [readers, 'Arn'] };
    },
    'a client without custom authentication': (template) =>
      (website(template, /Authors/).ExplicitAuthFlows = ['ALLOW_USER_SRP_AUTH']),
  }),
  {
    name: 'a client that also takes passwords',
    caughtBy: /anna signs in with a password/,
    plant: (template) => website(template, /Authors/).ExplicitAuthFlows.push('ALLOW_USER_PASSWORD_AUTH'),
  },
  {
    name: 'a client that tells who has an account',
    caughtBy: /an address that has no account/,
    plant: (template) => (website(template, /Authors/).PreventUserExistenceErrors = 'LEGACY'),
  },
  {
    name: 'a code that takes any number of guesses',
    caughtBy: /guesses more often than the code takes/,
    plant: moreGuesses(/AuthorsVerify/),
  },
  {
    name: 'a code that works for an hour',
    caughtBy: /after six minutes/,
    plant: longer(/AuthorsCreate/, 300),
  },
  {
    name: 'as many mails as anybody wants',
    caughtBy: /types it in both sign-ins|gets no second mail/,
    plant: moreMails(/AuthorsCreate/),
  },
];

const RITA_ASKS = /rita asks for a link on the page/;

/** Faults of the readers' pool. */
export const MAGIC_LINK_MUTANTS: Mutant[] = [
  ...shutOut(RITA_ASKS, {
    ...unsent('links', /ReadersCreate/),
    'links that cannot be looked up': (template) => withoutGrant(template, /ReadersVerify/, 'dynamodb:'),
    'the page for development missing': (template) =>
      retold(template, /ReadersCreate/, ',"http://localhost:5173/signed-in"', ''),
  }),
  {
    name: 'a page too many',
    caughtBy: /a page which is not on the list/,
    plant: (template) =>
      retold(template, /ReadersCreate/, '/signed-in"]', '/signed-in","https://magazine.example.net/signed-in"]'),
  },
  {
    name: 'a code beside the link that takes any number of guesses',
    caughtBy: /types the code of another, and her link still works/,
    plant: moreGuesses(/ReadersVerify/),
  },
  {
    name: 'a link that works for an hour',
    caughtBy: /after 16 minutes/,
    plant: longer(/ReadersCreate/, 900),
  },
  {
    name: 'as many mails as anybody wants',
    caughtBy: /gets no second mail/,
    plant: moreMails(/ReadersCreate/),
  },
];
