// aws-cdk-lib validates every template in every synth (1-2 s, 300 MB); one test file switches it on (test/validation.slow.test.ts).
process.env.CDK_VALIDATION ??= 'false';

// the CDK notes for every resource where it was made: with the hundred lines that jest asks for that is a tenth of a synth
Error.stackTraceLimit = 15;

// From Node 21 on there is a `navigator`; amazon-cognito-identity-js takes it for an old browser's and then computes SRP
// in a way that is 20 times slower under jest.
Object.defineProperty(globalThis, 'navigator', { value: undefined, configurable: true });

// the SDK's notice about Node 20 in every test file says nothing about a test
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
