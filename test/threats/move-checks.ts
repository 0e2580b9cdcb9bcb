import { all, Check, list } from './checks';
import { decode, STEPS_VARIABLE } from '../../src/contract/codec';
import { allOf, Resource, TemplateJson } from '../support/template';

const POOL = 'AWS::Cognito::UserPool';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WITH_PASSWORD = ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'];

type Config = Record<string, any>;

/** The steps of a trigger's function, in every pool of the template. */
function stepsOf(template: TemplateJson, arnIn: (config: Config) => any): { step: string; config: Config }[] {
  return allOf(template, POOL).flatMap(([, { Properties }]) => {
    const arn = arnIn(Properties.LambdaConfig ?? {});
    const id: string | undefined = arn?.['Fn::GetAtt']?.[0];
    const variable = id && template.Resources[id]?.Properties.Environment?.Variables?.[STEPS_VARIABLE];
    if (typeof variable !== 'string') return [];
    const known = (JSON.parse(variable).steps as { step: string }[]).map(({ step }) => step);
    return decode(variable, known) as never;
  });
}

/** A client that takes passwords is there for a migration, and for nothing else. */
const flowOnlyForMigration: Check = (template) =>
  allOf(template, 'AWS::Cognito::UserPoolClient').flatMap(([id, { Properties }]) => {
    if (!list(Properties.ExplicitAuthFlows).some((flow) => WITH_PASSWORD.includes(`${flow}`))) return [];
    const pool: Resource | undefined = template.Resources[Properties.UserPoolId?.Ref];
    return pool?.Properties.LambdaConfig?.UserMigration ? [] : [`${id} takes passwords, and nobody migrates`];
  });

const migrationsEnd: Check = (template) =>
  stepsOf(template, ({ UserMigration }) => UserMigration)
    .filter(({ step }) => step === 'fromUserPool')
    .flatMap(({ config }) => [
      ...(DAY.test(config.until) ? [] : ['a migration has no end']),
      ...(['CONFIRMED', 'RESET_REQUIRED'].includes(config.finalUserStatus)
        ? []
        : ['a migration leaves the status open']),
      ...(Object.keys(config.attributes).some((name) => /_verified$/.test(name))
        ? ['a migration makes verdicts up']
        : []),
    ]);

export const row37 = all(flowOnlyForMigration, migrationsEnd);

/** What comes of a claim that a provider's administrators, or users, write. */
export const row47: Check = (template) => {
  const mappings = allOf(template, 'AWS::Cognito::UserPoolIdentityProvider').flatMap(([, { Properties }]) =>
    Object.entries(Properties.AttributeMapping ?? {}),
  );
  const versions = allOf(template, POOL).flatMap(([id, { Properties }]) => {
    const { InboundFederation } = Properties.LambdaConfig ?? {};
    const isKnown = !InboundFederation || InboundFederation.LambdaVersion === 'V1_0';
    return isKnown ? [] : [`${id} sends an event that nobody knows`];
  });
  const faults = stepsOf(template, (config) => config.InboundFederation?.LambdaArn).flatMap(({ step, config }) => {
    if (step === 'dropAttributes') {
      return config.attributes.includes('sub') ? ['nobody would be known again'] : [];
    }
    if (step !== 'renameAttribute') return [];
    const isMapped = mappings.some(([, claim]) => claim === config.to);
    return [
      ...(isMapped ? [] : [`${config.to} is made, which no provider maps`]),
      ...(/_verified$|^sub$/.test(config.to) ? [`${config.to} is made of what anybody may say`] : []),
    ];
  });
  return [...versions, ...faults];
};
