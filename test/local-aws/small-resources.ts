import { demand, ResourceType, ResourceTypes, World } from './kernel';

/** A resource that is believed and forgotten. */
export const forgotten = (properties: string): ResourceType => ({
  properties,
  create: (_, { generatedName }) => ({ ref: generatedName }),
  delete: () => undefined,
});

interface Kept {
  readonly name: string;
  /** The other properties. */
  readonly properties: string;
  readonly storeOf: (props: any) => Map<string, any> | undefined;
  readonly taken: readonly [code: string, message: string];
  readonly attributesOf?: (ref: string) => Record<string, string>;
}

/** A resource that is only kept, under a name of its own, which is its Ref; a taken name is refused. */
export const kept = ({ name, properties, storeOf, taken: [code, message], attributesOf }: Kept): ResourceType => ({
  properties: `${name} ${properties}`,
  create(props, { generatedName }) {
    const ref: string = props[name] ?? generatedName;
    const store = storeOf(props);
    demand(!store?.has(ref), code, `${message}: ${ref}`);
    store?.set(ref, { ...props, [name]: ref });
    return { ref, attributes: attributesOf?.(ref) };
  },
  delete: (ref, props) => storeOf(props)?.delete(ref),
});

/** Resources without an API of their own in the bed. */
export function smallResources({ region, account }: World): ResourceTypes {
  const logGroups = new Map<string, any>();
  return {
    'AWS::CDK::Metadata': forgotten('Analytics'),
    // @missing the CloudWatch Logs API: what functions write stands in the journal
    'AWS::Logs::LogGroup': kept({
      name: 'LogGroupName',
      properties: 'RetentionInDays Tags',
      storeOf: () => logGroups,
      taken: ['ResourceAlreadyExistsException', 'The specified log group already exists'],
      attributesOf: (name) => ({ Arn: `arn:aws:logs:${region}:${account}:log-group:${name}:*` }),
    }),
  };
}
