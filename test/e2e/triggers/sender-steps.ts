import { demand, refusal } from '../expect-refusal';
import { Step } from '../step';
import { eventually, Place } from './place';

/** E-mail by SES and SMS by SNS in Cognito's place; codes come encrypted, and are decrypted with the key of the pool. */
export function senderSteps(sent: Place, number: (last: number) => string): Step[] {
  const [emma, gretaAt, paulAt, markAt] = ['emma', 'greta', 'paul', 'mark'].map((name) => sent.address(name));
  const [greta, paul, mark] = [number(1), number(2).replace('+4917', '+4915'), number(3).replace('+49', '+1206')];
  const recorded = (service: string) => sent.stage.bed!.recorded[service].map(({ input }) => input);
  const mailTo = (email: string) => recorded('ses').find(({ Destination: to }) => to.ToAddresses.includes(email));
  const smsTo = (phone: string) => recorded('sns').find(({ PhoneNumber }) => PhoneNumber === phone);
  const codeIn = (text: string) => /\b\d{6}\b/.exec(text)![0];
  const refused = async (email: string, phone: string) => {
    const lines = () => sent.stage.bed!.journal.length;
    const before = lines();
    await sent.signUp(email, { email, phone_number: phone });
    const said = await eventually('line about the number', () =>
      sent.stage.bed!.journal.slice(before).find((line) => /numberRefused/.test(line)),
    );
    demand(!said.includes(phone), `the log names the number: ${said}`);
    demand(smsTo(phone) === undefined, 'there is an SMS');
    return 'no SMS; the log says so, without the number';
  };
  return [
    {
      asks: 'emma signs up, and types the code from the mail of SES',
      run: async () => {
        await sent.signUp(emma);
        const { FromEmailAddress: from, Content } = await eventually('mail', () => mailTo(emma));
        demand(from === '"The Shop" <no-reply@example.com>', `the mail comes from ${from}`);
        await sent.confirm(emma, codeIn(JSON.stringify(Content)));
        const { id } = await sent.signIn(emma);
        demand(
          sent.stage.bed!.outbox.every(({ destination }) => destination !== emma),
          'Cognito has sent one, too',
        );
        return `${id.email} is confirmed`;
      },
    },
    {
      asks: 'greta in Germany signs up with her number, and types the code from the SMS',
      run: async () => {
        await sent.signUp(gretaAt, { email: gretaAt, phone_number: greta });
        const { Message } = await eventually('SMS', () => smsTo(greta));
        await refusal(() => sent.confirm(gretaAt, '000000'), /CodeMismatchException/);
        await sent.confirm(gretaAt, codeIn(Message));
        return 'she is confirmed';
      },
    },
    { asks: 'mark signs up with a number of another country', run: () => refused(markAt, mark) },
    { asks: 'paul signs up with a number that begins as one that is refused', run: () => refused(paulAt, paul) },
  ];
}
