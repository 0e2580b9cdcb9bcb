import { InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { demand, refusal } from '../expect-refusal';
import { Step } from '../step';
import { codeIn, Magazine, otherCode, Turn } from './magazine';
import { MagazinePage } from './page';

/** Authors get a code by e-mail. */
export function codeSteps(authors: Magazine): Step[] {
  const [anna, bert, carl, dora, nobody] = ['anna', 'bert', 'carl', 'dora', 'nobody'].map((name) =>
    authors.address(name),
  );
  const codeFor = (email: string) => codeIn(authors.newestLetter(email));
  const signsIn = (turn: Turn, otherwise: string) => demand(turn.accessToken !== undefined, otherwise);
  const staysOut = ({ accessToken, session }: Turn) => {
    demand(accessToken === undefined && session !== undefined, 'somebody is signed in who should not be');
    return 'refused, as it should be: the challenge stands';
  };
  const types = async (email: string, code: string) => authors.answer(email, await authors.begin(email), code);
  return [
    {
      asks: 'anna signs up on the page, and types the code that confirms her address',
      run: () =>
        MagazinePage.visit(authors, async (page) => {
          await page.signUp(anna);
          await page.confirm(await authors.stage.codeFor(anna));
          return 'she has an account';
        }),
    },
    {
      asks: 'anna asks for a code on the page, types it, reloads, and signs out',
      run: () =>
        MagazinePage.visit(authors, async (page) => {
          await page.askFor(anna, /code of 8 digits/);
          const { from, text } = authors.newestLetter(anna);
          demand(from === '"The Magazine" <no-reply@example.com>', `the mail comes from ${from}`);
          demand(text.includes('minutes'), `the mail says: ${text}`);
          await page.typeCode(codeFor(anna));
          await page.says(/^Signed in as anna/);
          await page.reload();
          const said = await page.says(/^Signed in as anna/);
          await page.signOut();
          await page.reload();
          await page.says(/^Signed out$/);
          return said;
        }),
    },
    {
      asks: 'anna types a wrong code, and then the right one',
      run: async () => {
        const first = await authors.begin(anna);
        const second = await authors.answer(anna, first, otherCode(codeFor(anna)));
        staysOut(second);
        signsIn(await authors.answer(anna, second, codeFor(anna)), 'the right code is not accepted');
        return 'the second attempt signs her in';
      },
    },
    {
      asks: 'anna begins twice, gets one code, and types it in both sign-ins',
      run: async () => {
        const [first, second] = [await authors.begin(anna), await authors.begin(anna)];
        signsIn(await authors.answer(anna, first, codeFor(anna)), 'the code is not accepted');
        return staysOut(await authors.answer(anna, second, codeFor(anna)));
      },
    },
    {
      asks: 'bert types a wrong code thrice',
      run: async () => {
        await authors.join(bert);
        const first = await authors.begin(bert);
        const wrong = otherCode(codeFor(bert));
        const second = await authors.answer(bert, first, wrong);
        const third = await authors.answer(bert, second, wrong);
        return refusal(() => authors.answer(bert, third, wrong), /NotAuthorizedException/);
      },
    },
    {
      asks: 'bert begins anew within a minute, gets no second mail, and types the code that he has',
      run: async () => {
        const before = authors.letters(bert).length;
        signsIn(await types(bert, codeFor(bert)), 'the code is not accepted');
        demand(authors.letters(bert).length === before, 'there is a second mail');
        return 'no second mail; signed in';
      },
    },
    {
      asks: 'bert begins anew again and again, and guesses more often than the code takes',
      run: async () => {
        let turn = await authors.begin(bert);
        const right = codeFor(bert);
        for (let guesses = 1; guesses <= 5; guesses += 1) {
          turn = await authors.answer(bert, turn, otherCode(right));
          if (guesses === 2 || guesses === 4) turn = await authors.begin(bert);
        }
        return staysOut(await authors.answer(bert, turn, right));
      },
    },
    {
      asks: 'carl types his code after six minutes',
      run: async () => {
        await authors.join(carl);
        const turn = await authors.begin(carl);
        await authors.pass(360);
        return staysOut(await authors.answer(carl, turn, codeFor(carl)));
      },
    },
    {
      asks: 'carl asks again after a minute, and gets another code',
      run: async () => {
        const [old, before] = [codeFor(carl), authors.letters(carl).length];
        const turn = await authors.begin(carl);
        demand(authors.letters(carl).length === before + 1, 'there is no second mail');
        const next = await authors.answer(carl, turn, old);
        staysOut(next);
        signsIn(await authors.answer(carl, next, codeFor(carl)), 'the new code is not accepted');
        return 'the new code signs him in, and the old one does not';
      },
    },
    {
      asks: "carl types dora's code",
      run: async () => {
        await authors.join(dora, 'de-AT');
        await authors.begin(dora);
        return staysOut(await types(carl, codeFor(dora)));
      },
    },
    {
      asks: 'dora, whose language is German, reads German, and types her code',
      run: async () => {
        const { subject } = authors.newestLetter(dora);
        demand(subject === 'Ihr Code für die Redaktion', `the subject is ${subject}`);
        signsIn(await types(dora, codeFor(dora)), 'the code is not accepted');
        return subject;
      },
    },
    {
      asks: 'somebody types an address that has no account, and sees what everybody sees, and no mail goes out',
      run: async () => {
        const [known, unknown] = [await authors.begin(carl), await authors.begin(nobody)];
        const shapes = [known, unknown].map(({ challenge }) => ({ ...challenge, USERNAME: '' }));
        demand(JSON.stringify(shapes[0]) === JSON.stringify(shapes[1]), `${JSON.stringify(shapes)} differ`);
        demand(authors.letters(nobody).length === 0, 'there is a mail');
        const second = await authors.answer(nobody, unknown, '00000000');
        const third = await authors.answer(nobody, second, '00000000');
        return refusal(() => authors.answer(nobody, third, '00000000'), /NotAuthorizedException/);
      },
    },
    {
      asks: 'somebody who has not confirmed the address asks for a code, and no mail goes out',
      run: async () => {
        const hasty = authors.address('hasty');
        await authors.signUp(hasty);
        await authors.begin(hasty).catch(() => undefined);
        demand(authors.letters(hasty).length === 0, 'there is a mail');
        return 'no mail';
      },
    },
    {
      asks: 'anna signs in with a password',
      run: () => {
        const { ClientId } = authors.pool;
        const AuthParameters = { USERNAME: anna, PASSWORD: 'Correct-Horse-9-Battery' };
        const asked = new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
        return refusal(() => authors.clients.app.send(asked), /USER_PASSWORD_AUTH.* not enabled/);
      },
    },
  ];
}
