import { AwsError, Service, World } from './kernel';

// @missing SecureString, versions, labels, hierarchies
export function ssm(world: World, initial: Readonly<Record<string, string>>): Service {
  const values = new Map(Object.entries(initial));
  const arn = (name: string) => `arn:aws:ssm:${world.region}:${world.account}:parameter/${name.replace(/^\//, '')}`;
  return {
    operations: {
      GetParameter: async ({ Name }, { caller }) => {
        await world.authorize(caller, 'ssm:GetParameter', arn(Name));
        if (!values.has(Name)) throw new AwsError('ParameterNotFound', `Parameter ${Name} not found.`);
        return { Parameter: { Name, ARN: arn(Name), Type: 'String', Value: values.get(Name), Version: 1 } };
      },
    },
    resources: {
      'AWS::SSM::Parameter': {
        properties: ['Name', 'Type', 'Value', 'Description', 'Tags'],
        create: ({ Name, Type, Value }, { generatedName }) => {
          const name = Name ?? generatedName;
          if (values.has(name)) throw new AwsError('ParameterAlreadyExists', 'The parameter already exists.');
          values.set(name, Value);
          return { ref: name, attributes: { Type, Value } };
        },
        delete: (name) => void values.delete(name),
      },
    },
  };
}
