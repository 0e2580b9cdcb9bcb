import { also, Mutants, sharing, statements, text } from './planting';

const IDENTITY = '${cognito-identity.amazonaws.com:sub}';
const DATASETS = /"cognito-sync:UpdateRecords"/;
const DEVICES = /"cognito-sync:RegisterDevice"/;

/** Faults of datasets of Cognito Sync. */
export const DATASET_MUTANTS: Mutants = {
  'datasets: any identity': text(DATASETS, IDENTITY, '*'),
  'datasets: an identity that begins alike': text(DATASETS, `${IDENTITY}/dataset/*`, `${IDENTITY}*`),
  'datasets: of every identity pool': statements(DATASETS, ({ Resource }) => {
    const [, parts] = Resource['Fn::Join'];
    Resource['Fn::Join'][1] = parts.map((part: any) => (part?.Ref?.startsWith('AuthAws') ? '*' : part));
  }),
  'datasets: every action': also(DATASETS, 'cognito-sync:*'),
  'datasets: the owner cannot write': text(DATASETS, 'cognito-sync:UpdateRecords', 'cognito-sync:QueryRecords'),
  'datasets: guests write': sharing(DATASETS, 'AuthAwsGuestsRole'),
  'devices: of anybody': text(DEVICES, IDENTITY, '*'),
  "devices: everybody's": sharing(DEVICES, 'AuthAwsAuthenticatedRole'),
};
