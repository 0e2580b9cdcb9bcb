import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuthProps } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { authIn, CALLBACK } from '../support/auth';
import { propertiesOf, synth } from '../support/template';

const customName = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const STANDARD = ['given_name', 'locale', 'email'];

/** A pool with any custom attributes, some of which authorize, and a client that opens some of them. */
const schema = fc.uniqueArray(customName, { maxLength: 6 }).chain((names) =>
  fc.record({
    names: fc.constant(names),
    authorizing: fc.subarray([...names.map((name) => `custom:${name}`), ...STANDARD]),
    opened: fc.option(fc.subarray(names, { minLength: Math.min(1, names.length) }), { nil: undefined }),
  }),
);

test('write attributes are always said, and never hold what authorizes: it is left out or refused', () => {
  const seen = { refused: 0, made: 0 };
  fc.assert(
    fc.property(schema, ({ names, authorizing, opened }) => {
      const props: CognitoAuthProps = {
        customAttributes: Object.fromEntries(
          names.map((name) => [name, new cognito.StringAttribute({ mutable: true })]),
        ),
        authorizationAttributes: authorizing,
      };
      const writeAttributes = opened?.length
        ? new cognito.ClientAttributes().withCustomAttributes(...opened)
        : undefined;
      const client = AppClient.spa({ callbackUrls: [CALLBACK], writeAttributes });
      const opens = writeAttributes?.attributes() ?? [];
      if (opens.some((name) => authorizing.includes(name))) {
        seen.refused += 1;
        expect(() => synth((stack) => void authIn(stack, props).addClient('Spa', client))).toThrow(
          /writeAttributes opens/,
        );
        return;
      }
      seen.made += 1;
      const template = synth((stack) => void authIn(stack, props).addClient('Spa', client));
      const { WriteAttributes } = propertiesOf(template, 'AWS::Cognito::UserPoolClient');
      expect(WriteAttributes).toBeInstanceOf(Array);
      expect(WriteAttributes.filter((name: string) => authorizing.includes(name))).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(Math.min(seen.refused, seen.made)).toBeGreaterThan(5);
});
