import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';
import { Pool } from '../../user-pool/pool';

/** What Cognito writes itself, or the migration does. */
const NOT_MOVED = ['sub', 'identities', 'username', 'email_verified', 'phone_number_verified'];

/** The attributes with which people sign in. */
export function signInAttributes({ signInAliases: { email, phone, preferredUsername } }: Pool): string[] {
  return [
    ...(email ? ['email'] : []),
    ...(phone ? ['phone_number'] : []),
    ...(preferredUsername ? ['preferred_username'] : []),
  ];
}

/** Attributes that move from another pool, sorted, by their name here. */
export function movedAttributes(
  where: IConstruct,
  handler: string,
  pool: Pool,
  asked?: Readonly<Record<string, string>>,
): Record<string, string> {
  const byDefault = [...new Set(['email', ...signInAttributes(pool)])].map((name) => [name, name] as const);
  const named = asked ? Object.entries(asked) : byDefault;
  for (const [here, there] of named) {
    requireLiteral(where, `an attribute of ${handler}`, here);
    requireLiteral(where, `an attribute of ${handler}`, there);
    pool.attributes.requireKnown(where, handler, here);
    if (!NOT_MOVED.includes(here)) continue;
    throw new AuthConfigError(
      where,
      `${handler} names the attribute '${here}', which Cognito or the migration itself writes. Leave it out.`,
    );
  }
  requireSignIn(where, handler, pool, Object.fromEntries(named));
  return Object.fromEntries([...named].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Where addresses and numbers are the user names, an account without one could not be made; another one nobody has verified. */
function requireSignIn(where: IConstruct, handler: string, pool: Pool, named: Readonly<Record<string, string>>): void {
  const { username, preferredUsername } = pool.signInAliases;
  const needed = signInAttributes(pool);
  if (username || preferredUsername || needed.some((name) => named[name] === name)) return;
  throw new AuthConfigError(
    where,
    `${handler} moves none of the attributes that people sign in with (${needed.join(', ')}). Name at least one, under its own name.`,
  );
}
