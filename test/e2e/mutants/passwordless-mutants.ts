import { matching, Mutant, only, remove, replaceIn, retold, Template, withoutGrant } from './mutant';

const [POLICY, PERMISSION] = ['AWS::IAM::Policy', 'AWS::Lambda::Permission'];
const website = (template: Template, who: RegExp) => only(template, 'AWS::Cognito::UserPoolClient', who).Properties;

/** Faults of the authors' pool. */
export const EMAIL_CODE_MUTANTS: Mutant[] = [
  {
    name: 'codes that cannot be kept',
    caughtBy: /anna asks for a code on the page/,
    plant: (template) => withoutGrant(template, /AuthorsCreate/, 'dynamodb:'),
  },
  {
    name: 'codes that cannot be mailed',
    caughtBy: /anna asks for a code on the page/,
    plant: (template) => withoutGrant(template, /AuthorsCreate/, 'ses:'),
  },
  {
    name: 'mails of another sender',
    caughtBy: /anna asks for a code on the page/,
    plant: (template) => replaceIn(template, POLICY, 'no-reply@', 'no-answer@', /AuthorsCreate/),
  },
  {
    name: 'codes that cannot be used up',
    caughtBy: /anna asks for a code on the page/,
    plant: (template) =>
      replaceIn(template, POLICY, '"dynamodb:GetItem","dynamodb:PutItem"', '"dynamodb:GetItem"', /AuthorsVerify/),
  },
  ...['Define', 'Create', 'Verify'].map((trigger) => ({
    name: `no permission to invoke ${trigger}`,
    caughtBy: /anna asks for a code on the page/,
    plant: (template: Template) => remove(template, PERMISSION, new RegExp(`Authors${trigger}`)),
  })),
  {
    name: 'a permission for the pool of the readers',
    caughtBy: /anna asks for a code on the page/,
    plant: (template) => {
      const [[readers]] = matching(template, 'AWS::Cognito::UserPool', /Readers/);
      only(template, PERMISSION, /AuthorsVerify/).Properties.SourceArn = { 'Fn::GetAtt': [readers, 'Arn'] };
    },
  },
  {
    name: 'a client without custom authentication',
    caughtBy: /anna asks for a code on the page/,
    plant: (template) => (website(template, /Authors/).ExplicitAuthFlows = ['ALLOW_USER_SRP_AUTH']),
  },
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
    plant: (template) => retold(template, /AuthorsVerify/, '"attempts":5', '"attempts":500'),
  },
  {
    name: 'a code that works for an hour',
    caughtBy: /after six minutes/,
    plant: (template) => retold(template, /AuthorsCreate/, '"validSeconds":300', '"validSeconds":3600'),
  },
  {
    name: 'as many mails as anybody wants',
    caughtBy: /types it in both sign-ins|gets no second mail/,
    plant: (template) => retold(template, /AuthorsCreate/, '"coolDownSeconds":60', '"coolDownSeconds":0'),
  },
];

/** Faults of the readers' pool. */
export const MAGIC_LINK_MUTANTS: Mutant[] = [
  {
    name: 'links that cannot be kept',
    caughtBy: /rita asks for a link on the page/,
    plant: (template) => withoutGrant(template, /ReadersCreate/, 'dynamodb:'),
  },
  {
    name: 'links that cannot be mailed',
    caughtBy: /rita asks for a link on the page/,
    plant: (template) => withoutGrant(template, /ReadersCreate/, 'ses:'),
  },
  {
    name: 'links that cannot be looked up',
    caughtBy: /rita asks for a link on the page/,
    plant: (template) => withoutGrant(template, /ReadersVerify/, 'dynamodb:'),
  },
  {
    name: 'a page too many',
    caughtBy: /a page which is not on the list/,
    plant: (template) =>
      retold(template, /ReadersCreate/, '/signed-in"]', '/signed-in","https://magazine.example.net/signed-in"]'),
  },
  {
    name: 'the page for development missing',
    caughtBy: /rita asks for a link on the page/,
    plant: (template) => retold(template, /ReadersCreate/, ',"http://localhost:5173/signed-in"', ''),
  },
  {
    name: 'a link that works for an hour',
    caughtBy: /after 16 minutes/,
    plant: (template) => retold(template, /ReadersCreate/, '"validSeconds":900', '"validSeconds":3600'),
  },
  {
    name: 'as many mails as anybody wants',
    caughtBy: /gets no second mail/,
    plant: (template) => retold(template, /ReadersCreate/, '"coolDownSeconds":60', '"coolDownSeconds":0'),
  },
];
