import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';

const { config, document, location, localStorage, navigator, crypto, FormData, URLSearchParams } = globalThis as any; // prettier-ignore
Amplify.configure(config);

const PAGE = `
  <p role="status"></p>
  <form id="join"><label>New address <input name="email"></label> <button>Sign up</button></form>
  <form id="confirm"><label>Confirmation code <input name="code"></label> <button>Confirm</button></form>
  <form id="enter"><label>Address <input name="email"></label> <button>Sign in</button></form>
  <form id="answer"><label>Code <input name="code"></label> <button>Continue</button></form>
  <form id="arrive"><button>Sign in with the link</button></form>
  <form id="leave"><button>Sign out</button></form>`;

// no password leaves the browser
const options = { authFlowType: 'CUSTOM_WITHOUT_SRP' } as const;
const say = (text: string) => (document.querySelector('[role=status]').textContent = text);
const sayWho = async () => {
  const { tokens } = await auth.fetchAuthSession();
  say(tokens ? `Signed in as ${tokens.idToken!.payload.email}` : 'Signed out');
};
const sayResult = ({ isSignedIn }: { isSignedIn: boolean }) => (isSignedIn ? sayWho() : say('That is not it'));

/** What each form does. */
const forms: Record<string, (given: any) => Promise<unknown>> = {
  async join({ email }) {
    // Cognito wants a password; nobody knows this one, and no client lets it in
    const password = `Aa1!${crypto.randomUUID()}`;
    const locale = navigator.language;
    await auth.signUp({ username: email, password, options: { userAttributes: { email, locale } } });
    localStorage.setItem('joining', email);
    say('Type the code that confirms your address');
  },
  async confirm({ code }) {
    await auth.confirmSignUp({ username: localStorage.getItem('joining'), confirmationCode: code });
    say('Welcome');
  },
  async enter({ email }) {
    const { nextStep } = await auth.signIn({ username: email, options });
    const { additionalInfo } = nextStep as { additionalInfo?: Record<string, string> };
    if (additionalInfo?.challenge === 'EMAIL_CODE') return say(`Type the code of ${additionalInfo.digits} digits`);
    const clientMetadata = { sendLink: 'true', redirectUri: `${location.origin}/signed-in` };
    const sent = await auth.confirmSignIn({ challengeResponse: 'send', options: { clientMetadata } });
    const { digits } = (sent.nextStep as { additionalInfo: Record<string, string> }).additionalInfo;
    return say(`Open the link in your mail, or type its code of ${digits} digits`);
  },
  answer: async ({ code }) => sayResult(await auth.confirmSignIn({ challengeResponse: code })),
  /** Behind a button, because some mail systems open links, and a token works once. */
  async arrive() {
    const said = new URLSearchParams(location.hash.slice(1));
    await auth.signIn({ username: said.get('user'), options });
    await sayResult(await auth.confirmSignIn({ challengeResponse: said.get('token') }));
  },
  async leave() {
    await auth.signOut();
    await sayWho();
  },
};

document.addEventListener('DOMContentLoaded', () => {
  document.body.innerHTML = PAGE;
  document.addEventListener('submit', (event: any) => {
    event.preventDefault();
    say('');
    const given = Object.fromEntries(new FormData(event.target).entries());
    forms[event.target.id](given).catch((error: Error) => say(`${error.name}: ${error.message}`));
  });
  void sayWho();
});
