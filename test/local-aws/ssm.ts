import { demand, guarded, Service, World } from './kernel';

// @missing every write, the resource type AWS::SSM::Parameter, SecureString, versions, labels, hierarchies
export function ssm({ region, account }: World, values: Readonly<Record<string, string>>): Service {
  const arnOf = ({ Name }: any) => `arn:aws:ssm:${region}:${account}:parameter/${Name.replace(/^\//, '')}`;
  const operations = guarded('ssm', arnOf, {
    GetParameter: ({ Name }) => {
      demand(Name in values, 'ParameterNotFound', `Parameter ${Name} not found.`);
      return { Parameter: { Name, ARN: arnOf({ Name }), Type: 'String', Value: values[Name], Version: 1 } };
    },
  });
  return { operations };
}
