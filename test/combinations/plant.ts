import { BRANDING, CLIENT, DOMAIN, isMachine, POOL, Properties } from './parts';
import { adding, changing, Mutation, setting } from '../threats/mutants';

/** Faults for the sound templates. */
export const pool = (properties: Properties): Mutation => setting(POOL, properties);

export const firstFactors = (...AllowedFirstAuthFactors: string[]): Mutation =>
  pool({ Policies: { SignInPolicy: { AllowedFirstAuthFactors } } });

export const recovery = (...names: string[]): Mutation =>
  pool({ AccountRecoverySetting: { RecoveryMechanisms: names.map((Name, index) => ({ Name, Priority: index + 1 })) } });

/** Of the clients that people sign in with, or of the machines alone. */
const clients =
  (machines: boolean) =>
  (properties: Properties): Mutation =>
    changing(CLIENT, ({ Properties: own }) => {
      if (isMachine(own) === machines) Object.assign(own, properties);
    });
export const people = clients(false);
export const machine = clients(true);

const domains =
  (custom: boolean) =>
  (properties: Properties): Mutation =>
    changing(DOMAIN, ({ Properties: own }) => {
      if (Boolean(own.CustomDomainConfig) === custom) Object.assign(own, properties);
    });
export const prefixDomain = domains(false);
export const customDomain = domains(true);

export const branding: Mutation = adding('Branding', BRANDING, {
  UserPoolId: { Ref: 'Pool' },
  ClientId: { Ref: 'Spa' },
});
