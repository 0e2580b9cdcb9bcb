import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuthProps } from 'cdk-cognito-auth';
import { WRITABLE_ATTRIBUTES } from '../../src/defaults';
import { STANDARD_ATTRIBUTES } from '../../src/user-pool/pool-attributes';
import { authIn } from '../support/auth';
import { findingsOf, propertiesOf, synth } from '../support/template';

const PROFILE = (Object.keys(WRITABLE_ATTRIBUTES) as (keyof cognito.StandardAttributesMask)[]).map(
  (name) => STANDARD_ATTRIBUTES[name],
);

/** A machine needs no attribute, and Cognito reads none as all. */
const machineIn = (props: CognitoAuthProps) => (stack: Parameters<typeof authIn>[0]) => {
  const auth = authIn(stack, props);
  const read = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Reads' });
  const server = auth.addResourceServer('Api', { identifier: 'api', scopes: [read] });
  auth.addClient('Machine', AppClient.machine({ scopes: [cognito.OAuthScope.resourceServer(server, read)] }));
};

test.each<[string, CognitoAuthProps, string[]]>([
  ['of a profile', {}, ['locale']],
  ['of a profile in which one authorizes', { authorizationAttributes: ['locale'] }, ['email']],
  ['beside a profile that authorizes as a whole', { authorizationAttributes: PROFILE }, ['updated_at']],
  ['that sign-up demands', { standardAttributes: { birthdate: { required: true } } }, ['birthdate']],
])('a machine may write one attribute that grants nothing: %s', (_, props, names) => {
  expect(propertiesOf(synth(machineIn(props)), 'AWS::Cognito::UserPoolClient').WriteAttributes).toEqual(names);
  expect(findingsOf(machineIn(props))).toEqual([]);
});
