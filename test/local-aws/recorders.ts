import { createHash, randomUUID } from 'node:crypto';
import { Iam } from './iam';
import { demand, guarded, notImitated, ResourceTypes, Service, World } from './kernel';

/** By type: how its ARN begins, the property with its name (an attribute as well), and the attribute with the ARN. */
const THINGS: Record<string, readonly [path: string, named: string, arnNamed?: string]> = {
  'AWS::Events::EventBus': ['events:event-bus/', 'Name'],
  'AWS::Events::Rule': ['events:rule/', 'Name'],
  'AWS::SES::ConfigurationSet': ['ses:configuration-set/', 'Name'],
  'AWS::SES::EmailIdentity': ['ses:identity/', 'EmailIdentity'],
  'AWS::SNS::Topic': ['sns:', 'TopicName', 'TopicArn'],
  'AWS::SQS::Queue': ['sqs:', 'QueueName'],
};
/** What a service calls it when the thing is not there. */
const LOST: Record<string, string> = { ses: 'NotFoundException', sns: 'NotFound', sqs: 'QueueDoesNotExist' };

const lastOf = (path: string) => path.split(/[:/]/).pop()!;

/** Services that do nothing in the bed but ask IAM, answer, and have it recorded. */
export function recorders(world: World, iam: Iam): Record<string, Service> {
  const { region, account } = world;
  const arnOf = (path: string) => path.replace(/^(\w+):/, `arn:aws:$1:${region}:${account}:`);
  const things = new Set([arnOf('events:event-bus/default')]);
  const existing = (arn: string): string => {
    demand(things.has(arn), LOST[arn.split(':')[2]] ?? 'ResourceNotFoundException', `${arn} does not exist`);
    return arn;
  };
  const busArn = (bus = 'default') => existing(arnOf(`events:event-bus/${lastOf(bus)}`));
  const queueArn = (url: string) => existing(arnOf(`sqs:${lastOf(url)}`));

  function thing(type: string, [path, named, arnNamed = 'Arn']: (typeof THINGS)[string]): ResourceTypes[string] {
    const arnIn = ({ EventBusName: bus = 'default' }: any, name: string) =>
      arnOf(path + (bus === 'default' ? '' : `${lastOf(bus)}/`) + name);
    return {
      create(props, { generatedName }) {
        const name: string = props[named] ?? generatedName + (props.FifoQueue || props.FifoTopic ? '.fifo' : '');
        const arn = arnIn(props, name);
        demand(!things.has(arn), 'AlreadyExistsException', `${arn} already exists`);
        things.add(arn);
        const references = { 'AWS::SNS::Topic': arn, 'AWS::SQS::Queue': `${world.endpoint}/${account}/${name}` };
        const ref = references[type as keyof typeof references] ?? name;
        return { ref, attributes: { [named]: name, [arnNamed]: arn } };
      },
      update: 'anew',
      delete: (ref, props) => things.delete(arnIn(props, lastOf(ref))),
    };
  }
  const resources: ResourceTypes = {
    'AWS::SNS::TopicPolicy': iam.policyType((props) => [props.Topics.map(existing), props.PolicyDocument]),
    'AWS::SQS::QueuePolicy': iam.policyType((props) => [props.Queues.map(queueArn), props.PolicyDocument]),
    'AWS::Events::EventBusPolicy': iam.policyType((props) => [[busArn(props.EventBusName)], props]),
    ...Object.fromEntries(Object.entries(THINGS).map(([type, details]) => [type, thing(type, details)])),
  };

  // @aws https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html — a verified domain covers its subdomains and addresses
  // @assumed every identity of the account is verified
  const mailAsks = ({ FromEmailAddress, Destination = {}, ConfigurationSetName: set, Content }: any) => {
    if (!Content.Simple) notImitated('raw messages and templates of SES');
    const [address, domain] = /([^\s<@]+@([^\s>]+))>?$/.exec(FromEmailAddress)?.slice(1) ?? ['', ''];
    const names = [address, ...domain.split('.').map((_, index, parts) => parts.slice(index).join('.'))];
    const identity = names.map((name) => arnOf(`ses:identity/${name}`)).find((arn) => things.has(arn));
    demand(identity, 'MessageRejected', `Email address is not verified. ${region.toUpperCase()}: ${address}`);
    const recipients = Object.values(Destination).flat() as string[];
    const context = { 'ses:ApiVersion': '2', 'ses:FromAddress': address, 'ses:Recipients': recipients };
    const sets = set ? [existing(arnOf(`ses:configuration-set/${set}`))] : [];
    return [identity, ...sets].map((resource) => ({ resource, context }));
  };
  const eventAsks = ({ Entries }: any) =>
    Entries.map(({ EventBusName, Source, DetailType }: any) => {
      return { resource: busArn(EventBusName), context: { 'events:source': Source, 'events:detail-type': DetailType } };
    });

  const receipt = () => ({ MessageId: randomUUID() });
  const put = ({ Entries }: any) => ({ FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: randomUUID() })) });
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const send = ({ MessageBody }: any) => ({ ...receipt(), MD5OfMessageBody: md5(MessageBody) });
  const recipient = ({ TopicArn, PhoneNumber }: any) => PhoneNumber ?? existing(TopicArn);
  return {
    events: { operations: guarded('events', eventAsks, { PutEvents: put }), resources },
    ses: { operations: guarded('ses', mailAsks, { SendEmail: receipt }) },
    sns: { operations: guarded('sns', recipient, { Publish: receipt }) },
    sqs: { operations: guarded('sqs', ({ QueueUrl }) => queueArn(QueueUrl), { SendMessage: send }) },
  };
}
