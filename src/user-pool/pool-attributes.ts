import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { autoVerified } from './private/sign-in';
import { CognitoAuthProps } from './user-pool-props';
import * as defaults from '../defaults';
import { AuthConfigError } from '../private/errors';

/** Cognito's name of each standard attribute, by the name that the CDK uses. */
export const STANDARD_ATTRIBUTES: Record<keyof cognito.StandardAttributesMask, string> = {
  address: 'address',
  birthdate: 'birthdate',
  email: 'email',
  emailVerified: 'email_verified',
  familyName: 'family_name',
  fullname: 'name',
  gender: 'gender',
  givenName: 'given_name',
  lastUpdateTime: 'updated_at',
  locale: 'locale',
  middleName: 'middle_name',
  nickname: 'nickname',
  phoneNumber: 'phone_number',
  phoneNumberVerified: 'phone_number_verified',
  preferredUsername: 'preferred_username',
  profilePage: 'profile',
  profilePicture: 'picture',
  timezone: 'zoneinfo',
  website: 'website',
};

type StandardName = keyof cognito.StandardAttributesMask;

/** Cognito writes these itself: no client can. */
export const KEPT_BY_COGNITO = ['sub', 'email_verified', 'phone_number_verified'];

/** Which attributes a pool has, by the names that Cognito uses (`given_name`, `custom:tenant`), and who may write them. */
export class PoolAttributes {
  /** Names of the custom attributes, with their prefix. */
  readonly custom: readonly string[];
  /** What decides what a user may do: an identity provider may have to write it, and users must not. */
  readonly authorization: readonly string[];
  private readonly required: readonly StandardName[];
  private readonly immutable: readonly string[];
  private readonly verifiesPhone: boolean;

  constructor(where: IConstruct, props: CognitoAuthProps) {
    this.custom = Object.keys(props.customAttributes ?? {}).map((name) => `custom:${name}`);
    this.authorization = props.authorizationAttributes ?? [];
    this.verifiesPhone = autoVerified(props).phone;
    this.authorization.forEach((name) => this.requireKnown(where, 'authorizationAttributes', name));
    const standard = Object.entries(props.standardAttributes ?? {});
    this.required = standard.filter(([, attribute]) => attribute?.required).map(([name]) => name as StandardName);
    const custom = Object.entries(props.customAttributes ?? {});
    this.immutable = [
      ...standard
        .filter(([, attribute]) => attribute?.mutable === false)
        .map(([name]) => STANDARD_ATTRIBUTES[name as StandardName]),
      ...custom.filter(([, attribute]) => !attribute.bind().mutable).map(([name]) => `custom:${name}`),
    ];
    const locked = this.required.find((name) => this.authorization.includes(STANDARD_ATTRIBUTES[name]));
    if (locked) {
      throw new AuthConfigError(
        where,
        `sign-up requires '${STANDARD_ATTRIBUTES[locked]}', which authorizationAttributes closes to every client, so that nobody could sign up. Leave one of the two out.`,
      );
    }
  }

  /** What Cognito would fail every sign-in with a provider for: it fills in, and updates, what the provider maps. */
  mappingFaults(mapped: readonly string[]): string[] {
    const frozen = mapped.filter((name) => this.immutable.includes(name));
    const missing = this.required.map((name) => STANDARD_ATTRIBUTES[name]).filter((name) => !mapped.includes(name));
    return [
      ...frozen.map((name) => `maps '${name}', which cannot change once it is set. Make it mutable, or do not map it`),
      ...missing.map((name) => `does not map '${name}', which sign-up requires. Map it, or do not require it`),
    ];
  }

  /** The profile, and what sign-up demands; nothing that decides what a user may do. */
  writableByDefault(): cognito.ClientAttributes {
    const demanded = Object.fromEntries(this.required.map((name) => [name, true]));
    // as with e-mail, whoever enters a number must prove that it is theirs
    const mask = { ...defaults.WRITABLE_ATTRIBUTES, phoneNumber: this.verifiesPhone, ...demanded };
    const harmless = Object.entries(mask).filter(
      ([name]) => !this.authorization.includes(STANDARD_ATTRIBUTES[name as StandardName]),
    );
    return new cognito.ClientAttributes().withStandardAttributes(Object.fromEntries(harmless));
  }

  readableByDefault(): cognito.ClientAttributes {
    return new cognito.ClientAttributes()
      .withStandardAttributes(defaults.READABLE_ATTRIBUTES)
      .withCustomAttributes(...this.custom);
  }

  /** What an identity provider may have to write, and users must not. */
  authorizes(name: string): boolean {
    return this.authorization.includes(name);
  }

  /** What sign-up demands, or else one attribute that says little: Cognito reads an empty list as every attribute. */
  leastWritable(): cognito.ClientAttributes {
    // the last two for a pool in which the whole profile authorizes
    const profile = [
      'locale',
      ...Object.keys(defaults.WRITABLE_ATTRIBUTES),
      'lastUpdateTime',
      'phoneNumber',
    ] as StandardName[];
    const harmless = profile.filter((name) => !this.authorizes(STANDARD_ATTRIBUTES[name]));
    const names = this.required.length > 0 ? this.required : harmless.slice(0, 1);
    return new cognito.ClientAttributes().withStandardAttributes(Object.fromEntries(names.map((name) => [name, true])));
  }

  /** What is wrong with the attributes that a client may write; who may authorize by them is another question. */
  writeFaults(
    names: readonly string[],
    declared: readonly string[] = [],
    option: (name: string) => string = () => 'writeAttributes',
  ): string[] {
    if (names.length === 0) {
      return [
        'writeAttributes is empty, which Cognito reads as every standard attribute. Name at least one, or leave the option out.',
      ];
    }
    const missing = this.required.map((name) => STANDARD_ATTRIBUTES[name]).filter((name) => !names.includes(name));
    const kept = names.filter((name) => KEPT_BY_COGNITO.includes(name));
    return [
      ...missing.map(
        (name) => `writeAttributes lacks '${name}', which sign-up requires, so that nobody could sign up. Add it.`,
      ),
      ...names.flatMap((name) => this.unknownFaults(option(name), [name], declared)),
      ...kept.map((name) => `${option(name)} opens '${name}', which only Cognito writes. Leave it out.`),
    ];
  }

  /** What is wrong with the attributes that a client may read. */
  readFaults(names: readonly string[], declared: readonly string[] = []): string[] {
    if (names.length > 0) return this.unknownFaults('readAttributes', names, declared);
    return [
      'readAttributes is empty, which Cognito reads as every attribute. Name at least one, or leave the option out.',
    ];
  }

  requireKnown(where: IConstruct | string, what: string, name: string): void {
    const [fault] = this.unknownFaults(what, [name]);
    if (fault) throw new AuthConfigError(where, fault);
  }

  /** @param declared what the pool has beside what was asked for, by an escape hatch */
  private unknownFaults(what: string, names: readonly string[], declared: readonly string[] = []): string[] {
    const known = ['sub', ...Object.values(STANDARD_ATTRIBUTES), ...this.custom, ...declared];
    const unknown = names.filter((name) => !known.includes(name));
    return unknown.map((name) => {
      const hint = name.startsWith('custom:')
        ? 'Declare it in customAttributes'
        : 'Custom attributes have the prefix custom:';
      return `${what} names the attribute '${name}', which the user pool does not have. ${hint}.`;
    });
  }
}
