import { about } from './sending';
import { messageId } from '../../../../lambda/runtime/secret-message';
import { handOver } from '../../../../lambda/steps/custom-senders/hand-over';
import { invoke } from '../../../../lambda/steps/custom-senders/invoke';
import { sourcesOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const SOURCES = [...sourcesOf('CustomEmailSender'), ...sourcesOf('CustomSMSSender')];

test.each(SOURCES)('%s becomes an event with the encrypted code', async (source) => {
  const { ports, calls } = fakePorts();
  const event = about(source) as never as Parameters<typeof handOver>[0];
  await handOver(event, { busArn: 'arn:bus', attributes: ['email', 'locale', 'sub'] }, ports);
  const [[name, told]] = calls as [[string, { detail: string }]];
  expect([name, { ...told, detail: JSON.parse(told.detail) }]).toEqual([
    'putEvent',
    {
      busArn: 'arn:bus',
      source: 'cdk-cognito-auth',
      detailType: 'User Message',
      detail: {
        version: '1',
        id: messageId(event),
        triggerSource: source,
        region: 'eu-west-1',
        userPoolId: 'eu-west-1_Example01',
        userName: '0a1b2c3d-1111-2222-3333-444455556666',
        clientId: '1example23456789',
        encryptedCode: 'AYADeEncryptedCode==',
        attributes: { email: 'ann@example.com', sub: '0a1b2c3d-1111-2222-3333-444455556666' },
      },
    },
  ]);
});

test('an event of nobody in particular is told, too', async () => {
  const { ports, calls } = fakePorts();
  const event = { triggerSource: 'CustomEmailSender_SignUp', request: { code: 'c' } } as never;
  await handOver(event, { attributes: ['__proto__', 'constructor'] }, ports);
  const [[, { detail }]] = calls as [[string, { detail: string }]];
  expect(JSON.parse(detail)).toMatchObject({ encryptedCode: 'c' });
  expect(detail).toContain('"attributes":{}');
});

test("the application's own function gets Cognito's event", async () => {
  const { ports, calls } = fakePorts();
  const event = about('CustomSMSSender_SignUp') as never as Parameters<typeof invoke>[0];
  await invoke(event, { functionArn: 'arn:fn' }, ports);
  expect(calls).toEqual([['passOn', 'arn:fn', event]]);
});
