import { matching, Mutant, only, remove, replaceIn, Template } from './mutant';

const FUNCTION = 'AWS::Lambda::Function';
const POLICY = 'AWS::IAM::Policy';
const pool = (template: Template) => only(template, 'AWS::Cognito::UserPool').Properties;
const acme = (template: Template) => only(template, 'AWS::Cognito::UserPoolIdentityProvider', /Acme/).Properties;
/** A text as it stands in the variable of a function, which is JSON in JSON. */
const inVariable = (text: string) => JSON.stringify(text).slice(1, -1);

/** Takes an action away from the policies of a function. */
function forbid(template: Template, id: RegExp, action: string): void {
  for (const [, { Properties }] of matching(template, POLICY, id)) {
    const statements: { Action: string | string[] }[] = Properties.PolicyDocument.Statement;
    const left = statements.map((one) => ({ ...one, Action: [one.Action].flat().filter((each) => each !== action) }));
    Properties.PolicyDocument.Statement = left.filter(({ Action }) => Action.length > 0);
  }
}

/** Faults of the portal that show with people of companies. */
export const COMPANY_MUTANTS: Mutant[] = [
  {
    name: 'a tenant that companies say themselves',
    caughtBy: /acme says that mallory/,
    plant: (template) => delete pool(template).LambdaConfig.InboundFederation,
  },
  {
    name: 'a tenant that is set for the people of others',
    caughtBy: /acme says that mallory/,
    plant: (template) =>
      replaceIn(
        template,
        FUNCTION,
        inVariable('"providers":["Acme"]'),
        inVariable('"providers":["Other"]'),
        /InboundFed/,
      ),
  },
  {
    name: 'a tenant that is mapped from nothing',
    caughtBy: /anna of acme types her address/,
    plant: (template) => delete acme(template).AttributeMapping['custom:tenant'],
  },
  {
    name: 'a tenant in the ID token alone',
    caughtBy: /anna of acme types her address/,
    plant: (template) => (pool(template).LambdaConfig.PreTokenGenerationConfig.LambdaVersion = 'V1_0'),
  },
  {
    name: 'missing Lambda permission of InboundFederation',
    caughtBy: /anna of acme types her address/,
    plant: (template) => remove(template, 'AWS::Lambda::Permission', /InboundFederation/),
  },
  {
    name: 'a domain that leads to nobody',
    caughtBy: /anna of acme types her address/,
    plant: (template) => (acme(template).IdpIdentifiers = ['acme.example.net']),
  },
  {
    name: 'a company that is believed about the addresses of another',
    caughtBy: /acme vouches for addresses/,
    plant: (template) => {
      const own = inVariable('{"provider":"Acme","domains":["acme.example"]}');
      const wide = inVariable('{"provider":"Acme","domains":["acme.example","globex.example"]}');
      replaceIn(template, FUNCTION, own, wide, /PreSignUp/);
    },
  },
  {
    name: 'missing trigger of PreSignUp',
    caughtBy: /acme vouches for addresses/,
    plant: (template) => delete pool(template).LambdaConfig.PreSignUp,
  },
  {
    name: 'answers that need not be encrypted',
    // the bed has the key for those that must be, and so reads no others
    caughtBy: /anna of acme types her address|answers in the name of acme/,
    plant: (template) => (acme(template).ProviderDetails.EncryptedResponses = false),
  },
  {
    name: 'no right to send events to the bus',
    caughtBy: /auditors see how anna came/,
    plant: (template) => forbid(template, /PostAuthentication/, 'events:PutEvents'),
  },
];

/** Faults of the portal that show with people whom the back office invites. */
export const INVITED_MUTANTS: Mutant[] = [
  {
    name: 'no trust in the company',
    caughtBy: /ivan comes through acme for the first time/,
    plant: (template) =>
      replaceIn(template, FUNCTION, inVariable('"provider":"Acme"'), inVariable('"provider":"Other"'), /PreSignUp/),
  },
  {
    name: 'no right to link',
    caughtBy: /ivan comes through acme for the first time/,
    plant: (template) => forbid(template, /PreSignUp/, 'cognito-idp:AdminLinkProviderForUser'),
  },
  {
    name: 'a manager without the scope',
    caughtBy: /ivan signs in with his invitation/,
    plant: (template) => replaceIn(template, FUNCTION, 'portal/manage', 'portal/other', /PreTokenGeneration/),
  },
  {
    name: 'a second factor for those who like it',
    caughtBy: /ivan signs in with his invitation/,
    plant: (template) => (pool(template).MfaConfiguration = 'OPTIONAL'),
  },
  {
    name: 'a back office that decides about no group',
    caughtBy: /the back office invites ivan/,
    plant: (template) => forbid(template, /./, 'cognito-idp:AdminAddUserToGroup'),
  },
  {
    name: 'a link that nobody is told of',
    caughtBy: /auditors see how ivan/,
    plant: (template) => forbid(template, /PreSignUp/, 'events:PutEvents'),
  },
];
