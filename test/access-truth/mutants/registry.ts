import { CALL_MUTANTS, TOPIC_MUTANTS } from './calls';
import { DATASET_MUTANTS } from './datasets';
import { FILE_MUTANTS, NAME_MUTANTS } from './files';
import { Mutants, trust } from './planting';
import { GROUP_MUTANTS, GUEST_MUTANTS, TRUST_MUTANTS } from './roles';
import { ROW_MUTANTS } from './rows';
import { adding, changing, setting, without } from '../../threats/mutants';

const IDENTITY_POOL = 'AWS::Cognito::IdentityPool';
const PRINCIPAL_TAG = 'AWS::Cognito::IdentityPoolPrincipalTag';

const rules = (change: (rule: any) => void) =>
  changing('AWS::Cognito::IdentityPoolRoleAttachment', ({ Properties: { RoleMappings } }) =>
    Object.values<any>(RoleMappings).forEach(({ RulesConfiguration }) => RulesConfiguration?.Rules.forEach(change)),
  );

/** One class of faults, and what must find each of them. */
export interface FaultClass {
  /** Rows of the threats, or of the features. */
  readonly rows: string;
  /** The truth table, the table of trusts, or the check of the first row. */
  readonly killer: 'table' | 'trusts' | 'check';
  /** The views of the table that find them; fewer are faster, and no easier to please. */
  readonly views?: RegExp;
  readonly mutants: Mutants;
}

/** Every fault that is planted into the stack which shares data in every way. */
export const FAULTS: readonly FaultClass[] = [
  { rows: '8', killer: 'table', views: /./, mutants: GUEST_MUTANTS },
  { rows: '12, 13', killer: 'table', views: /./, mutants: GROUP_MUTANTS },
  { rows: '26', killer: 'table', views: /Prefix|bucket/, mutants: FILE_MUTANTS },
  { rows: '27', killer: 'table', views: /Prefix/, mutants: NAME_MUTANTS },
  { rows: '28', killer: 'table', views: /Rows/, mutants: ROW_MUTANTS },
  { rows: 'G6', killer: 'table', views: /Topics|Ciphertexts/, mutants: TOPIC_MUTANTS },
  { rows: 'G9', killer: 'table', views: /Datasets/, mutants: DATASET_MUTANTS },
  { rows: 'G7', killer: 'table', views: /Calls|Fields/, mutants: CALL_MUTANTS },
  { rows: '8, 10, 11, 27', killer: 'trusts', mutants: TRUST_MUTANTS },
  {
    rows: '9',
    killer: 'check',
    mutants: {
      'the classic flow': setting(IDENTITY_POOL, { AllowClassicFlow: true }),
      'left to Cognito': setting(IDENTITY_POOL, { AllowClassicFlow: undefined }),
    },
  },
  {
    rows: '11',
    killer: 'check',
    mutants: {
      'IAM trusts the user pool': adding('Oidc', 'AWS::IAM::OIDCProvider', { Url: 'https://cognito-idp.x' }),
      'Google beside Cognito': trust(
        ({ Principal }) => (Principal.Federated = [Principal.Federated, 'accounts.google.com']),
      ),
    },
  },
  {
    rows: '12',
    killer: 'check',
    mutants: {
      'groups of one rank': setting('AWS::Cognito::UserPoolGroup', { Precedence: 1 }),
      'groups of one role': setting('AWS::Cognito::UserPoolGroup', { RoleArn: 'role' }),
    },
  },
  {
    rows: '14',
    killer: 'check',
    mutants: {
      'a rule that fits a part': rules((rule) => (rule.MatchType = 'Contains')),
      'a rule that fits the beginning': rules((rule) => (rule.MatchType = 'StartsWith')),
      'a rule that fits all but one': rules((rule) => (rule.MatchType = 'NotEqual')),
      'a rule on a claim that users write': rules((rule) => (rule.Claim = 'nickname')),
    },
  },
  {
    rows: '27',
    killer: 'check',
    mutants: {
      'tags are mapped from nothing': without(PRINCIPAL_TAG),
      "Cognito's own tags too": setting(PRINCIPAL_TAG, { UseDefaults: true }),
      'a tag that users write': setting(PRINCIPAL_TAG, { PrincipalTags: { tenant: 'nickname', username: 'sub' } }),
    },
  },
  {
    rows: '45',
    killer: 'check',
    mutants: {
      'signed-out users get credentials': changing(IDENTITY_POOL, ({ Properties: { CognitoIdentityProviders } }) => {
        CognitoIdentityProviders[0].ServerSideTokenCheck = false;
      }),
    },
  },
];
