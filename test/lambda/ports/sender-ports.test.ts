import { CommitmentPolicy } from '@aws-crypto/client-node';
import { ownEndpoint } from './own-endpoint';
import { decryptWith } from '../../../lambda/ports/decrypt';
import { passOn } from '../../../lambda/ports/lambda';
import { sendSms } from '../../../lambda/ports/sns';
import { encrypted, KEY, POOL } from '../sender-codes';

const { signal } = new AbortController();
const PUBLISHED = {
  body: '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
};

const aws = ownEndpoint();

describe('decrypt', () => {
  const { REQUIRE_ENCRYPT_ALLOW_DECRYPT, FORBID_ENCRYPT_ALLOW_DECRYPT } = CommitmentPolicy;

  test.each([
    ['that is bound to its key', REQUIRE_ENCRYPT_ALLOW_DECRYPT],
    ['of before there was such a thing', FORBID_ENCRYPT_ALLOW_DECRYPT],
  ])('reads a message %s, with what it was bound to', async (_, policy) => {
    const { code, kms } = await encrypted('123456', { policy });
    aws.answers(kms);
    const { text, context } = await decryptWith(KEY, code, signal);
    expect({ text, pool: context['userpool-id'] }).toEqual({ text: '123456', pool: POOL });
    expect(aws.requests).toMatchObject([
      {
        headers: { 'x-amz-target': 'TrentService.Decrypt' },
        body: { KeyId: KEY, EncryptionContext: { 'userpool-id': POOL } },
      },
    ]);
  });

  test('does not even ask AWS KMS about a message of another key', async () => {
    const { code, kms } = await encrypted('123456', { keyArn: KEY.replace(/1$/, '2') });
    aws.answers(kms);
    await expect(decryptWith(KEY, code, signal)).rejects.toThrow();
    expect(aws.requests).toEqual([]);
  });

  test.each([
    ['changed on its way', (code: string) => code.replace(/.{6}$/, 'AAAAA=')],
    ['cut off', (code: string) => code.slice(0, 200)],
    ['plain', () => '123456'],
    ['empty', () => ''],
  ])('refuses a message that is %s', async (_, change) => {
    const { code, kms } = await encrypted('123456');
    aws.answers(kms);
    await expect(decryptWith(KEY, change(code), signal)).rejects.toThrow();
  });

  test('tells that AWS KMS refused', async () => {
    aws.answers(() => ({ status: 400, body: '{"__type":"AccessDeniedException"}' }));
    await expect(decryptWith(KEY, (await encrypted('123456')).code, signal)).rejects.toThrow();
  });
});

describe('sns', () => {
  const form = () => Object.fromEntries(new URLSearchParams(aws.requests.at(-1)!.body as string));
  const SMS = { phoneNumber: '+4915112345678', message: 'Your code is 123456' };

  test('sends a text to a phone, as one that matters', async () => {
    aws.answers(() => PUBLISHED);
    await sendSms(SMS, signal);
    expect(form()).toEqual({
      Action: 'Publish',
      Version: '2010-03-31',
      PhoneNumber: SMS.phoneNumber,
      Message: SMS.message,
      'MessageAttributes.entry.1.Name': 'AWS.SNS.SMS.SMSType',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'Transactional',
    });
  });

  test('says from whom, and what it may cost', async () => {
    aws.answers(() => PUBLISHED);
    await sendSms({ ...SMS, senderId: 'Acme', originationNumber: '+12065550100', maxPrice: '0.2' }, signal);
    const entries = [2, 3, 4].map((index) =>
      ['Name', 'Value.DataType', 'Value.StringValue'].map((part) => form()[`MessageAttributes.entry.${index}.${part}`]),
    );
    expect(entries).toEqual([
      ['AWS.SNS.SMS.SenderID', 'String', 'Acme'],
      ['AWS.MM.SMS.OriginationNumber', 'String', '+12065550100'],
      ['AWS.SNS.SMS.MaxPrice', 'Number', '0.2'],
    ]);
  });

  test.each([undefined, 'us-east-1', 'us-east-1'])('sends from the Region that was said: %s', async (region) => {
    aws.answers(() => PUBLISHED);
    await sendSms({ ...SMS, region }, signal);
    expect(aws.requests.at(-1)!.headers.authorization).toContain(`/${region ?? 'eu-west-1'}/sns/`);
  });
});

test('hands an event over to a function, and does not wait for its end', async () => {
  aws.answers(() => ({ status: 202 }));
  await passOn('arn:aws:lambda:eu-west-1:111122223333:function:sender', { userName: 'ann' }, signal);
  expect(aws.requests).toMatchObject([{ headers: { 'x-amz-invocation-type': 'Event' }, body: { userName: 'ann' } }]);
});
