import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AnyStep } from '../../contract/steps';
import * as defaults from '../../defaults';
import { AuthIdentityProvider } from '../../providers/auth-identity-provider';

type Providers = readonly AuthIdentityProvider[];

/** Names that are made for nobody, because no attribute mapping knows them, and names that are made twice. */
export function federationFindings(wires: readonly AnyStep[], providers: Providers): string[] {
  if (wires.length > 0 && providers.length === 0) {
    return [
      'InboundFederation can never run, because nobody comes through an identity provider. Add one, or leave its handlers out.',
    ];
  }
  return [
    ...wires.flatMap((wire) => [...unmapped(wire, providers), ...cutAddresses(wire, providers)]),
    ...providers.flatMap((provider) => setTwice(wires, provider)),
  ];
}

function unmapped(wire: AnyStep, providers: Providers): string[] {
  if (wire.step === 'renameAttribute') {
    const { to, providers: named } = wire.config;
    const concerned = providers.filter(({ providerName }) => named?.includes(providerName) ?? true);
    if (concerned.some((provider) => maps(provider, to))) return [];
    return [
      `InboundFederation.renameAttribute makes '${to}', which no identity provider maps, so that it would be lost. Map an attribute of the user pool to it, or leave the handler out.`,
    ];
  }
  return providers.flatMap((provider) => {
    const { providerName } = provider;
    const [name] = namesSet([wire], provider);
    if (name === undefined) return [];
    if (addressesOf(provider).includes(name)) {
      return [
        `InboundFederation.overrideAttribute sets '${name}', the address of the people of ${providerName}, to one and the same value. Leave addresses to their owners.`,
      ];
    }
    if (maps(provider, name)) return [];
    return [
      `InboundFederation.overrideAttribute sets '${name}', which ${providerName} does not map, so that it would be lost. Map an attribute of the user pool to it in the attributeMapping of ${providerName}, or leave ${providerName} out of the handler.`,
    ];
  });
}

/** What is left of a long address may be the address of somebody else, and its provider has verified the long one. */
function cutAddresses(wire: AnyStep, providers: Providers): string[] {
  if (wire.step !== 'normalizeAttributes' || wire.config.maxLength === defaults.LONGEST_ATTRIBUTE) return [];
  const { attributes, maxLength, providers: named } = wire.config;
  const concerned = providers.filter(({ providerName }) => named?.includes(providerName) ?? true);
  const addresses = concerned.flatMap(addressesOf);
  return attributes
    .filter((name) => addresses.includes(name))
    .map(
      (name) =>
        `InboundFederation.normalizeAttributes cuts '${name}' to ${maxLength} characters, and what is left of an address may be somebody else's. Leave '${name}' out of it, and normalize it in a handler without maxLength.`,
    );
}

/** Two values of one attribute: which of them would count, nobody could tell. */
function setTwice(wires: readonly AnyStep[], provider: AuthIdentityProvider): string[] {
  const names = namesSet(wires, provider);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(twice)].map(
    (name) =>
      `InboundFederation.overrideAttribute sets '${name}' more than once for the people of ${provider.providerName}. Name the provider in one of the handlers only.`,
  );
}

/** What the provider calls the attributes that are set for its people. */
function namesSet(wires: readonly AnyStep[], { providerName }: AuthIdentityProvider): string[] {
  return wires.flatMap((wire) => {
    if (wire.step !== 'overrideAttribute') return [];
    return wire.config.providers?.includes(providerName) ? [wire.config.name] : [];
  });
}

/** What the provider calls the addresses that its mapping takes over. */
function addressesOf(provider: AuthIdentityProvider): (string | undefined)[] {
  const { email, phone_number: phone } = mappingOf(provider);
  return [email, phone];
}

function maps(provider: AuthIdentityProvider, name: string): boolean {
  return namesMappedBy(provider).includes(name);
}

/** What the provider calls the attributes that its mapping takes over, as it will stand in the template. */
function namesMappedBy(provider: AuthIdentityProvider): string[] {
  return Object.values(mappingOf(provider));
}

function mappingOf({ resource }: AuthIdentityProvider): Record<string, string> {
  const { attributeMapping } = resource.node.defaultChild as cognito.CfnUserPoolIdentityProvider;
  return (Stack.of(resource).resolve(attributeMapping) as Record<string, string> | undefined) ?? {};
}
