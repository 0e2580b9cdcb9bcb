import { Person, Tokens } from './people';
import { Clients, clientsOf, Outputs, Stage } from './stage';
import { verifiedClaims } from './verified-claims';

/** Who uses an app, and the tokens with which it has let them in. */
export class AppUsers {
  readonly clients: Clients;
  private readonly tokens = new Map<Person, Tokens>();

  constructor(
    readonly stage: Stage,
    readonly outputs: Outputs,
    /** Tells the people of two runs apart. */
    private readonly run: string,
  ) {
    this.clients = clientsOf(stage);
  }

  keep(who: Person, tokens: Tokens): void {
    this.tokens.set(who, tokens);
  }

  tokensOf(who: Person): Tokens {
    const tokens = this.tokens.get(who);
    if (!tokens) throw new Error(`${who.email} has not signed in`);
    return tokens;
  }

  claimsOf(who: Person) {
    return verifiedClaims(this.stage, this.outputs, this.tokensOf(who));
  }

  protected person(name: string, domain = 'example.com'): Person {
    return new Person(`${name}.${this.run}@${domain}`, this.stage, this.clients, this.outputs);
  }
}
