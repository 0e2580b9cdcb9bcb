import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
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
const KEPT_BY_COGNITO = ['sub', 'email_verified', 'phone_number_verified'];

/** Which attributes a pool has, by the names that Cognito uses (`given_name`, `custom:tenant`), and who may write them. */
export class PoolAttributes {
  /** Names of the custom attributes, with their prefix. */
  readonly custom: readonly string[];
  private readonly authorization: readonly string[];
  private readonly required: readonly StandardName[];
  private readonly immutable: readonly string[];

  constructor(where: IConstruct, props: CognitoAuthProps) {
    this.custom = Object.keys(props.customAttributes ?? {}).map((name) => `custom:${name}`);
    this.authorization = props.authorizationAttributes ?? [];
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
    const mask = { ...defaults.WRITABLE_ATTRIBUTES, ...Object.fromEntries(this.required.map((name) => [name, true])) };
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

  requireWritable(where: string, attributes: cognito.ClientAttributes): void {
    const names = attributes.attributes();
    if (names.length === 0) {
      throw new AuthConfigError(
        where,
        'writeAttributes is empty, which Cognito reads as every standard attribute. Name at least one, or leave the option out.',
      );
    }
    const missing = this.required.find((name) => !names.includes(STANDARD_ATTRIBUTES[name]));
    if (missing) {
      throw new AuthConfigError(
        where,
        `writeAttributes lacks '${STANDARD_ATTRIBUTES[missing]}', which sign-up requires, so that nobody could sign up. Add it.`,
      );
    }
    for (const name of names) {
      this.requireKnown(where, 'writeAttributes', name);
      if (KEPT_BY_COGNITO.includes(name)) {
        throw new AuthConfigError(where, `writeAttributes opens '${name}', which only Cognito writes. Leave it out.`);
      }
      if (this.authorization.includes(name)) {
        throw new AuthConfigError(
          where,
          `writeAttributes opens '${name}', which authorizationAttributes says decides what a user may do. Leave it out; administrators and triggers can still write it.`,
        );
      }
    }
  }

  requireReadable(where: string, attributes: cognito.ClientAttributes): void {
    if (attributes.attributes().length === 0) {
      throw new AuthConfigError(
        where,
        'readAttributes is empty, which Cognito reads as every attribute. Name at least one, or leave the option out.',
      );
    }
    attributes.attributes().forEach((name) => this.requireKnown(where, 'readAttributes', name));
  }

  requireKnown(where: IConstruct | string, what: string, name: string): void {
    if (name === 'sub' || Object.values(STANDARD_ATTRIBUTES).includes(name) || this.custom.includes(name)) return;
    const hint = name.startsWith('custom:')
      ? 'Declare it in customAttributes'
      : 'Custom attributes have the prefix custom:';
    throw new AuthConfigError(
      where,
      `${what} names the attribute '${name}', which the user pool does not have. ${hint}.`,
    );
  }
}
