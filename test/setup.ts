// aws-cdk-lib validates every template in every synth (1-2 s, 300 MB); one test file switches it on (test/validation.test.ts).
process.env.CDK_VALIDATION ??= 'false';
