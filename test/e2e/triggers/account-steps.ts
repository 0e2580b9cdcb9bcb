import { demand, refusal } from '../expect-refusal';
import { PASSWORD } from '../people';
import { Step } from '../step';
import { Place, Session } from './place';

/** What happens around an account: messages, its row, events, and who may not go on. */
export function accountSteps(told: Place): Step[] {
  const [cora, hans, sven, lena, lars] = ['cora', 'hans', 'sven', 'lena', 'lars'].map((name) => told.address(name));
  const { ProfileTable, SuspensionTable } = told.outputs;
  const sessions = new Map<string, Session>();
  const messageTo = (email: string) => told.stage.bed!.outbox.find(({ destination }) => destination === email)!;
  const events = (sub: string) =>
    told.stage
      .bed!.recorded.events.flatMap(({ input }) => input.Entries)
      .map(({ DetailType, Detail }) => ({ type: DetailType, detail: JSON.parse(Detail) }))
      .filter(({ detail }) => detail.sub === sub && detail.userPoolId === told.pool.UserPoolId);
  const WRONG = /NotAuthorizedException: Incorrect username or password/;
  const LOCKED = /Too many attempts|too many/i;
  return [
    {
      asks: 'cora signs up, and reads the text of the shop',
      run: async () => {
        await told.signUp(cora);
        const { subject, message } = messageTo(cora);
        const code = await told.stage.codeFor(cora);
        demand(subject === 'Your code for Tea & Co', `the subject is ${subject}`);
        demand(message === `<p>Tea &amp; Co: <b>${code}</b></p>`, `the mail says ${message}`);
        await told.confirm(cora, code);
        return subject!;
      },
    },
    {
      asks: 'hans, whose language is German, signs up, and reads German',
      run: async () => {
        await told.signUp(hans, { email: hans, locale: 'de-CH' });
        const { subject } = messageTo(hans);
        demand(subject === 'Ihr Code', `the subject is ${subject}`);
        return subject!;
      },
    },
    {
      asks: 'cora has a row from her confirmation on, and her sign-in is noted in it',
      run: async () => {
        const session = await told.signIn(cora);
        sessions.set(cora, session);
        const row = await told.row(ProfileTable, session.id.sub);
        demand(row?.mail === cora, `the row has the address ${row?.mail}`);
        demand(
          Boolean(row?.createdAt && row.lastSignInAt && row.createdAt <= row.lastSignInAt),
          'the times are missing',
        );
        return `since ${row!.createdAt}, last here ${row!.lastSignInAt}`;
      },
    },
    {
      asks: 'the back end writes into the row, and the next token says it',
      run: async () => {
        const before = sessions.get(cora)!;
        demand(before.id.tier === undefined, 'the first token says it already');
        await told.note(ProfileTable, before.id.sub, 'tier', 'gold');
        const after = await told.refresh(before);
        demand(after.id.tier === 'gold', `the token says ${after.id.tier}`);
        return 'gold';
      },
    },
    {
      asks: 'the bus has heard of the confirmation and the sign-in, without the address',
      run: async () => {
        const heard = events(sessions.get(cora)!.id.sub);
        const types = heard.map(({ type }) => type);
        demand(types.join() === 'User Confirmation,User Sign-In', `the bus has heard of ${types.join()}`);
        demand(!JSON.stringify(heard).includes(cora), 'the events name her');
        return types.join();
      },
    },
    {
      asks: 'sven signs in, refreshes, is suspended, and refreshes once more',
      run: async () => {
        await told.join(sven);
        const session = await told.refresh(await told.signIn(sven));
        sessions.set(sven, session);
        await told.note(SuspensionTable, session.id.sub, 'suspended', true);
        return refusal(() => told.refresh(session), /Your account rests/);
      },
    },
    {
      asks: 'sven, who is suspended, signs in',
      run: () => refusal(() => told.signIn(sven), /PreAuthentication failed .*Your account rests/),
    },
    {
      asks: 'sven, whose suspension was lifted, signs in',
      run: async () => {
        await told.note(SuspensionTable, sessions.get(sven)!.id.sub, 'suspended', false);
        await told.signIn(sven);
        return 'he is signed in';
      },
    },
    {
      asks: 'somebody types two wrong passwords for lena, who then types hers, and two more',
      run: async () => {
        await told.join(lena);
        const wrong = () => refusal(() => told.signIn(lena, `${PASSWORD}!`), WRONG);
        await wrong();
        await wrong();
        await told.signIn(lena);
        await wrong();
        return wrong();
      },
    },
    {
      asks: 'somebody types three wrong passwords for lars, who then types his own',
      run: async () => {
        await told.join(lars);
        for (let attempt = 0; attempt < 3; attempt++) await refusal(() => told.signIn(lars, `${PASSWORD}!`), WRONG);
        return refusal(() => told.signIn(lars), LOCKED);
      },
    },
    {
      asks: 'lars types his password after a minute',
      run: async () => {
        await told.passLocks(1);
        await told.signIn(lars);
        return 'he is signed in';
      },
    },
  ];
}
