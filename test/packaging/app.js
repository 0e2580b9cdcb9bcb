// A plain JavaScript app as a user would write it, for scripts/proofs/installed-app.sh.
const { App, Stack } = require('aws-cdk-lib');
const { AppClient, CognitoAuth, PreSignUp } = require('cdk-cognito-auth');

const stack = new Stack(new App(), 'PlainJavaScript');
const auth = new CognitoAuth(stack, 'Auth', { selfSignUpEnabled: true });
auth.addClient('Spa', AppClient.spa({ callbackUrls: ['https://app.example.com/callback'] }));
auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
