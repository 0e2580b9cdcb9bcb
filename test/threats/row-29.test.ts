import { SmsSender } from 'cdk-cognito-auth';
import type { Check } from './checks';
import { changing, rewriting, setting } from './mutants';
import { prove } from './prove';
import { authIn } from '../support/auth';
import { allOf, synth } from '../support/template';

const POOL = 'AWS::Cognito::UserPool';
const ROLE = 'AWS::IAM::Role';
const ACTIONS = ['sns:Publish', 'sms-voice:SendTextMessage'];

/** Who can have the role sends SMS at its owner's cost: Cognito alone, for this pool alone, and nothing but SMS. */
const smsRole: Check = (template) =>
  allOf(template, POOL).flatMap(([id, { Properties }]) => {
    const { SnsCallerArn, EumsSms, ExternalId } = Properties.SmsConfiguration ?? {};
    const arn = SnsCallerArn ?? EumsSms?.CallerArn;
    const externalId = ExternalId ?? EumsSms?.ExternalId;
    const role = template.Resources[arn?.['Fn::GetAtt']?.[0]]?.Properties;
    const trusts: any[] = role?.AssumeRolePolicyDocument.Statement ?? [];
    const isCognito = ({ Principal }: any) => Principal.Service === 'cognito-idp.amazonaws.com';
    const isOurs = ({ Condition }: any) =>
      externalId !== undefined && Condition?.StringEquals?.['sts:ExternalId'] === externalId;
    const actions = (role?.Policies ?? []).flatMap((each: any) =>
      each.PolicyDocument.Statement.flatMap(({ Action }: any) => Action),
    );
    const isOurAccount = ({ Condition }: any) =>
      JSON.stringify(Condition?.StringEquals?.['aws:SourceAccount']) === '{"Ref":"AWS::AccountId"}' &&
      /:cognito-idp:.*AWS::AccountId.*:userpool\/\*/.test(JSON.stringify(Condition?.ArnLike?.['aws:SourceArn']));
    const faults = {
      'has no role of its own': trusts.length === 0,
      'has a role that others than Cognito can have': !trusts.every(isCognito),
      'has a role that Cognito can use for any pool': !trusts.every(isOurs),
      'has a role that Cognito can use for other accounts': !trusts.every(isOurAccount),
      'has a role that does more than send SMS': !actions.every((action: string) => ACTIONS.includes(action)),
    };
    return Object.entries(faults).flatMap(([fault, holds]) => (holds ? [`${id} ${fault}`] : []));
  });

const mutants = {
  'any pool': changing(ROLE, ({ Properties }) => delete Properties.AssumeRolePolicyDocument.Statement[0].Condition),
  'any account': changing(ROLE, ({ Properties }) => {
    delete Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals['aws:SourceAccount'];
  }),
  'any source': changing(ROLE, ({ Properties }) => {
    delete Properties.AssumeRolePolicyDocument.Statement[0].Condition.ArnLike;
  }),
  'another external id': rewriting(ROLE, 'sts:ExternalId":"', 'sts:ExternalId":"x'),
  'another service': rewriting(ROLE, 'cognito-idp.amazonaws.com', 'lambda.amazonaws.com'),
  'everything of the service': rewriting(ROLE, 'SendTextMessage', '*'),
  'a role from elsewhere': setting(POOL, {
    SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::111111111111:role/sms', ExternalId: 'pool' },
  }),
};

prove('threat 29, SMS that was asked for', smsRole, [
  {
    name: 'a pool with End User Messaging',
    template: synth((stack) => void authIn(stack, { sms: SmsSender.endUserMessaging() })),
    mutants,
  },
  {
    name: 'SNS',
    template: synth((stack) => void authIn(stack, { sms: SmsSender.sns() })),
    mutants: { ...mutants, 'everything of the service': rewriting(ROLE, 'sns:Publish', 'sns:*') },
  },
]);
