import { IConstruct } from 'constructs';
import { AuthConfigError } from '../private/errors';

const STANDARD_ATTRIBUTES = [
  'address',
  'birthdate',
  'email',
  'email_verified',
  'family_name',
  'gender',
  'given_name',
  'locale',
  'middle_name',
  'name',
  'nickname',
  'phone_number',
  'phone_number_verified',
  'picture',
  'preferred_username',
  'profile',
  'sub',
  'updated_at',
  'website',
  'zoneinfo',
];

/** Which attributes a pool has, by the names that Cognito uses (`given_name`, `custom:tenant`). */
export class PoolAttributes {
  /** Names of the custom attributes, with their prefix. */
  readonly custom: readonly string[];

  constructor(
    private readonly pool: IConstruct,
    customNames: readonly string[],
    /** Attributes that decide what a user may do: no client may write them. */
    readonly authorization: readonly string[],
  ) {
    this.custom = customNames.map((name) => `custom:${name}`).sort();
    authorization.forEach((name) => this.requireKnown(this.pool, 'authorizationAttributes', name));
  }

  requireKnown(where: IConstruct | string, what: string, name: string): void {
    if (STANDARD_ATTRIBUTES.includes(name) || this.custom.includes(name)) return;
    const hint = name.startsWith('custom:')
      ? 'Declare it in customAttributes'
      : 'Custom attributes have the prefix custom:';
    throw new AuthConfigError(
      where,
      `${what} names the attribute '${name}', which the user pool does not have. ${hint}.`,
    );
  }
}
