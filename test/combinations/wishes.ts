import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import {
  AppClient,
  ClaimValue,
  CognitoAuthProps,
  LoginBranding,
  PasskeyFactor,
  PreTokenGeneration,
  SpaClientOptions,
} from 'cdk-cognito-auth';
import fc from 'fast-check';
import type { Build } from './combination';
import { bySes, bySns, customDomain, EMAIL, firstFactors, pool, prefixDomain, SMS, spa } from './inputs';

const { AccountRecovery, FeaturePlan, Mfa, OAuthScope } = cognito;

/** Input to the library, before it is built. */
interface Wish {
  readonly props?: CognitoAuthProps;
  readonly client?: Partial<SpaClientOptions>;
  readonly prefix?: string;
  readonly custom?: string;
  readonly machine?: cognito.OAuthScope[];
  readonly claims?: boolean;
}

const props = (each: CognitoAuthProps): Wish => ({ props: each });
const client = (each: Partial<SpaClientOptions>): Wish => ({ client: each });
const attributes = (name: string) =>
  new cognito.ClientAttributes().withStandardAttributes({ email: true }).withCustomAttributes(name);
const named = (name: string) => props({ customAttributes: { [name]: new cognito.StringAttribute() } });

/** Sound in themselves; which of them go together is the question. */
const WISHES: readonly Wish[] = [
  ...Object.values(FeaturePlan).map((featurePlan) => props({ featurePlan })),
  ...Object.values(Mfa).map((mfa) => props({ mfa })),
  ...Object.values(AccountRecovery)
    .filter((each) => typeof each === 'number')
    .map((accountRecovery) => props({ accountRecovery })),
  ...[{ emailOtp: true }, { smsOtp: true }, { passkey: true }].map((first) => props(firstFactors(first))),
  ...Object.values(PasskeyFactor).map((factor) => props({ ...firstFactors({ passkey: true }), passkeyFactor: factor })),
  ...['example.com', 'login.example.com', 'example.org', 'com'].map((passkeyRelyingPartyId) =>
    props({ ...firstFactors({ passkey: true }), passkeyRelyingPartyId }),
  ),
  props({ mfaSecondFactor: SMS }),
  props({ mfaSecondFactor: EMAIL }),
  props({ mfaSecondFactor: EMAIL, emailMfaWithEmailRecovery: true }),
  props(bySes()),
  props(bySns()),
  props({ standardThreatProtectionMode: cognito.StandardThreatProtectionMode.AUDIT_ONLY }),
  props({ branding: LoginBranding.managed({ theme: { primaryColor: '#005ea2' } }) }),
  props({ branding: LoginBranding.classic({ css: '.label-customizable { color: #005ea2; }' }) }),
  ...['tenant', 'a'.repeat(20), 'a'.repeat(21)].map(named),
  ...['http://localhost:5173', 'http://app.example.com'].map((url) => client({ callbackUrls: [url] })),
  client({ managedLoginOnly: true }),
  client({ implicitCodeGrant: true }),
  client({ refreshTokenRotation: true }),
  client({ refreshTokenRotation: false }),
  client({ refreshTokenRotationGracePeriod: Duration.seconds(5) }),
  client({ readAttributes: attributes('tenant') }),
  { prefix: 'my-aws-notes' },
  { custom: 'login.example.com' },
  { machine: [] },
  ...[OAuthScope.OPENID, OAuthScope.COGNITO_ADMIN].map((scope) => ({ machine: [scope] })),
  { claims: true },
];

function build({ props: own = {}, client: options, prefix, custom, machine, claims }: Wish): Build {
  return pool(own, spa(options), prefixDomain(prefix), (auth) => {
    if (custom) customDomain(custom)(auth);
    if (claims) auth.addTrigger(PreTokenGeneration.claim({ name: 'plan', value: ClaimValue.literal('free') }));
    if (!machine) return;
    const read = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read' });
    const server = auth.addResourceServer('Api', { identifier: 'api', scopes: [read] });
    auth.addClient('Machine', AppClient.machine({ scopes: [OAuthScope.resourceServer(server, read), ...machine] }));
  });
}

/** Any few wishes at once; where two say the same, the last one counts. */
export const wish: fc.Arbitrary<Build> = fc
  .uniqueArray(fc.constantFrom(...WISHES), { minLength: 1, maxLength: 5 })
  .map((wishes) =>
    build(
      wishes.reduce(
        (all, each) => ({
          ...all,
          ...each,
          props: { ...all.props, ...each.props },
          client: { ...all.client, ...each.client },
        }),
        {},
      ),
    ),
  );
