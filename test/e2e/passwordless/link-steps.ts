import { demand, refusal } from '../expect-refusal';
import { Step } from '../step';
import { codeIn, Magazine, otherCode, Turn } from './magazine';
import { MagazinePage } from './page';

const PAGE = 'http://localhost:5173/signed-in';

/** Readers get a link by e-mail. */
export function linkSteps(readers: Magazine): Step[] {
  const [rita, rolf, ruth, nobody] = ['rita', 'rolf', 'ruth', 'nobody'].map((name) => readers.address(name));
  const codeFor = (email: string) => codeIn(readers.newestLetter(email));
  const linkFor = (email: string) => /https?:\S+/.exec(readers.newestLetter(email).text)![0];
  /** What a page reads in a link. */
  const saidBy = (link: string) => {
    const said = new URLSearchParams(new URL(link).hash.slice(1));
    return { user: said.get('user')!, token: said.get('token')! };
  };
  const ask = async (email: string, redirectUri = PAGE): Promise<Turn> =>
    readers.answer(email, await readers.begin(email), 'send', { sendLink: 'true', redirectUri });
  const follow = async ({ user, token }: ReturnType<typeof saidBy>) =>
    readers.answer(user, await readers.begin(user), token);
  const NOT_VALID = /This link is not valid any more/;
  return [
    {
      asks: 'rita signs up on the page, and types the code that confirms her address',
      run: () =>
        MagazinePage.visit(readers, async (page) => {
          await page.signUp(rita);
          await page.confirm(await readers.stage.codeFor(rita));
          return 'she has an account';
        }),
    },
    {
      asks: 'rita asks for a link on the page, opens it in another tab, reloads, and signs out',
      run: () =>
        MagazinePage.visit(readers, async (page) => {
          await page.askFor(rita, /Open the link in your mail/);
          const link = linkFor(rita);
          demand(link.startsWith(`${PAGE}#`), `the link is ${link}`);
          const tab = await page.open(link);
          await tab.says(/^Signed in as rita/);
          // the first tab learns it when it is loaded again
          await page.reload();
          const said = await page.says(/^Signed in as rita/);
          await page.signOut();
          await tab.page.goto(PAGE);
          await tab.says(/^Signed out$/);
          return said;
        }),
    },
    {
      asks: 'rita asks for a link in one browser, and opens it in another',
      run: () =>
        MagazinePage.visit(readers, async (page) => {
          await page.askFor(rita, /Open the link in your mail/);
          const said = await MagazinePage.visit(readers, async (phone) => {
            const tab = await phone.open(linkFor(rita));
            return tab.says(/^Signed in as rita/);
          });
          await page.reload();
          await page.says(/^Signed out$/);
          return `${said}, in the browser where the link was opened, and there alone`;
        }),
    },
    {
      asks: 'somebody who finds the mail opens the link once more',
      run: () =>
        MagazinePage.visit(readers, async (page) => {
          const tab = await page.open(linkFor(rita));
          return `refused, as it should be: ${await tab.says(NOT_VALID)}`;
        }),
    },
    {
      asks: "rolf puts the token of ruth's link behind his own name",
      run: async () => {
        await readers.join(rolf);
        await readers.join(ruth);
        await ask(rolf);
        await ask(ruth);
        const [his, hers] = [saidBy(linkFor(rolf)), saidBy(linkFor(ruth))];
        return refusal(() => follow({ user: his.user, token: hers.token }), NOT_VALID);
      },
    },
    {
      asks: 'ruth follows her link',
      run: async () => {
        demand((await follow(saidBy(linkFor(ruth)))).accessToken !== undefined, 'she is not signed in');
        return 'she is signed in';
      },
    },
    {
      asks: 'rolf asks for a link again within a minute, and gets no second mail',
      run: async () => {
        const before = readers.letters(rolf).length;
        await ask(rolf);
        demand(readers.letters(rolf).length === before, 'there is a second mail');
        return 'no second mail';
      },
    },
    {
      asks: 'rolf follows his link after 16 minutes',
      run: async () => {
        await readers.pass(960);
        return refusal(() => follow(saidBy(linkFor(rolf))), NOT_VALID);
      },
    },
    {
      asks: 'rolf asks again after a minute, gets another link, and follows it',
      run: async () => {
        const before = readers.letters(rolf).length;
        await ask(rolf);
        demand(readers.letters(rolf).length === before + 1, 'there is no second mail');
        demand((await follow(saidBy(linkFor(rolf)))).accessToken !== undefined, 'he is not signed in');
        return 'the new link signs him in';
      },
    },
    {
      asks: 'rita asks for a link on the page, reads the mail elsewhere, and types a wrong code and then its code',
      run: async () => {
        await readers.pass(61);
        return MagazinePage.visit(readers, async (page) => {
          await page.askFor(rita, /type its code of 8 digits/);
          await page.typeCode(otherCode(codeFor(rita)));
          await page.says(/^That is not it$/);
          await page.typeCode(codeFor(rita));
          return page.says(/^Signed in as rita/);
        });
      },
    },
    {
      asks: 'somebody who asked for no mail types the code of another, and her link still works',
      run: async () => {
        await readers.pass(61);
        await ask(ruth);
        await refusal(async () => readers.answer(ruth, await readers.begin(ruth), codeFor(ruth)), NOT_VALID);
        for (let guesses = 1; guesses <= 6; guesses += 3) {
          let turn = await ask(ruth);
          for (let more = 0; more < 2; more += 1) turn = await readers.answer(ruth, turn, otherCode(codeFor(ruth)));
          await refusal(() => readers.answer(ruth, turn, otherCode(codeFor(ruth))), /NotAuthorizedException/);
        }
        const spent = await readers.answer(ruth, await ask(ruth), codeFor(ruth));
        demand(spent.accessToken === undefined, 'a code takes more answers than five');
        demand((await follow(saidBy(linkFor(ruth)))).accessToken !== undefined, 'the link is spent, too');
        return 'the code is spent, and the link signs her in';
      },
    },
    {
      asks: 'somebody asks for a link to rolf that leads to a page which is not on the list',
      run: async () => {
        for (const page of [
          'https://magazine.example.net/signed-in',
          `${PAGE}/../stolen`,
          `${PAGE}?to=https://example.net`,
        ]) {
          await ask(rolf, page);
          const { origin, pathname } = new URL(linkFor(rolf));
          const isOurs = origin === 'https://magazine.example.com' && pathname === '/signed-in';
          demand(isOurs, `the link leads to ${origin}${pathname}`);
          await readers.pass(61);
        }
        return 'the links lead to the first page of the list';
      },
    },
    {
      asks: 'somebody asks for a link to an address that has no account, and sees what everybody sees, and no mail goes out',
      run: async () => {
        const turns = [await ask(rolf), await ask(nobody)];
        const shapes = turns.map(({ challenge }) => JSON.stringify({ ...challenge, USERNAME: '' }));
        demand(shapes[0] === shapes[1], `${shapes.join(' and ')} differ`);
        demand(readers.letters(nobody).length === 0, 'there is a mail');
        const { token } = saidBy(linkFor(rolf));
        const second = await readers.answer(nobody, turns[1], token);
        const third = await readers.answer(nobody, second, token);
        return refusal(() => readers.answer(nobody, third, token), /NotAuthorizedException/);
      },
    },
    {
      asks: 'somebody answers without a token and without asking for a link, and no mail goes out',
      run: async () => {
        const before = readers.letters(ruth).length;
        const told = await refusal(async () => readers.answer(ruth, await readers.begin(ruth), 'send'), NOT_VALID);
        demand(readers.letters(ruth).length === before, 'there is a mail');
        return told;
      },
    },
  ];
}
