import { chain } from './runtime/chain';
import { allowFederatedDomains } from './steps/inbound-federation/allow-federated-domains';
import { dropAttributes } from './steps/inbound-federation/drop-attributes';
import { keepAttributes } from './steps/inbound-federation/keep-attributes';
import { normalizeAttributes } from './steps/inbound-federation/normalize-attributes';
import { overrideAttribute } from './steps/inbound-federation/override-attribute';
import { renameAttribute } from './steps/inbound-federation/rename-attribute';
import { invoke } from './steps/invoke';

export const handler = chain('InboundFederation', {
  allowFederatedDomains,
  dropAttributes,
  invoke,
  keepAttributes,
  normalizeAttributes,
  renameAttribute,
  overrideAttribute,
});
