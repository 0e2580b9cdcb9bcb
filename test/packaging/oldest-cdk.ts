// The examples acknowledge findings of cdk-nag, which the oldest CDK has no place for. Only they do: the library does
// without `Validations`, and would not compile against the oldest CDK otherwise.
const cdk = jest.requireActual<{ Validations?: unknown }>('aws-cdk-lib');
cdk.Validations ??= { of: () => ({ acknowledge: () => undefined }) };
