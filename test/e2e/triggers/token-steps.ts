import { OidcStandIn } from '../../support/oidc-stand-in';
import { ask, tokenFor } from '../ask';
import { demand } from '../expect-refusal';
import { Place } from './place';
import { Machine } from '../machine-api/machine';
import { Outputs, Stage } from '../stage';
import { Step } from '../step';

const claimsIn = (token: string) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

/** Who comes through a partner's identity provider, and what of what it says. */
export function federationSteps(partners: Place, standIn: () => OidcStandIn): Step[] {
  const { stage, outputs, pool } = partners;
  const CALLBACK = 'http://localhost:5173/callback';
  /** From the app over Cognito and the partner back to the app. */
  const comes = async (person: OidcStandIn['person']): Promise<URLSearchParams> => {
    standIn().person = person;
    const request = new URLSearchParams({
      ...{ client_id: pool.ClientId, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid email profile' },
      ...{ identity_provider: 'Partner', state: 'st' },
    });
    const there = await ask(stage, `${outputs.PartnersLoginUrl}/oauth2/authorize?${request}`);
    const back = await standIn().approve(new URL(there.location!));
    const end = await ask(stage, back.href);
    demand(end.location?.startsWith(CALLBACK) === true, `Cognito answers ${end.status} ${JSON.stringify(end.body)}`);
    return new URL(end.location!).searchParams;
  };
  const enters = async (person: OidcStandIn['person']) => {
    const back = await comes(person);
    demand(back.has('code'), `the app is told: ${back.get('error_description')}`);
    const grant = {
      grant_type: 'authorization_code',
      client_id: pool.ClientId,
      redirect_uri: CALLBACK,
      code: back.get('code'),
    };
    return claimsIn((await tokenFor(stage, outputs.PartnersLoginUrl, grant)).id_token);
  };
  const staysOut = async (person: OidcStandIn['person']) => {
    const back = await comes(person);
    demand(!back.has('code'), 'the app gets a code');
    return `refused, as it should be: ${back.get('error_description')}`;
  };
  const pia = { sub: 'pia', email: 'pia@partner.example', email_verified: true, name: 'Pia', nickname: 'pi' };
  return [
    {
      asks: 'pia of the partner signs in at its identity provider',
      run: async () => {
        const said = await enters(pia);
        demand(said.email === pia.email && said.name === 'Pia', `the token says ${said.email}, ${said.name}`);
        demand(said.nickname === undefined, `the token says ${said.nickname}`);
        return 'she is signed in; her nickname is left out';
      },
    },
    {
      asks: 'pia, who has left, comes with another address',
      run: () => staysOut({ ...pia, email: 'pia@elsewhere.example' }),
    },
    {
      asks: 'somebody comes with an address of the partner that it has not verified',
      run: () => staysOut({ ...pia, sub: 'mallory', email: 'boss@partner.example', email_verified: false }),
    },
    { asks: 'pia comes back', run: async () => `${(await enters(pia)).email} is signed in` },
  ];
}

/** What the tokens of a machine say. */
export function machineTokenSteps(stage: Stage, outputs: Outputs): Step[] {
  const token = async (scope?: string) => {
    const machine = await Machine.start(stage, outputs.MachinesLoginUrl, outputs.MachineSecretArn);
    return claimsIn((await machine.token(scope)).access_token);
  };
  return [
    {
      asks: 'a machine asks for a token: it has the claim, and not the scope that nobody gets',
      run: async () => {
        const { shard, scope } = await token();
        demand(shard === 'eu', `the claim says ${shard}`);
        demand(scope === 'reports/read', `the scopes are ${scope}`);
        return scope;
      },
    },
    {
      asks: 'the machine asks for that scope alone',
      run: async () => {
        const said = await token('reports/write').catch((error: Error) => error);
        if (said instanceof Error) return `refused: ${said.message}`;
        demand(!/reports\/write/.test(said.scope ?? ''), `the scopes are ${said.scope}`);
        return 'a token without it';
      },
    },
  ];
}
