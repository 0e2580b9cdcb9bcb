import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { distinct } from './content-list';
import { readSender } from './mail-sender';
import { bySource, emailMessages } from './sender-messages';
import { sendingParts, sourcesOf } from './sender-step';
import { BoundHandler, TriggerScope, TriggerStep } from './trigger-step';
import { parseEmail } from '../../contract/email';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';
import { SesSenderOptions } from '../ses-sender-options';
import { TriggerHandler } from '../trigger-handler';

const HANDLER = 'CustomEmailSender.ses';
const TRIGGER = 'CustomEmailSender';
const FILE_NAME = 'custom-email-sender.json';

/** E-mails of Cognito's through Amazon SES. */
export function emailSending(options: SesSenderOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind(scope: TriggerScope, options: SesSenderOptions): TriggerStep {
  const { where } = scope;
  const { sesTemplates = [], sesRegion, configurationSet } = options;
  const messages = emailMessages(where, { handler: HANDLER, ...options }, sesTemplates);
  const { from, statement } = readSender(where, HANDLER, options);
  letUseTemplates(where, statement, sesTemplates.map(({ templateName }) => templateName), sesRegion); // prettier-ignore
  const { config, step, grantTable } = sendingParts(scope, TRIGGER);
  return {
    ...step,
    wire: {
      step: 'sendEmail',
      key: from,
      sources: sourcesOf(TRIGGER),
      config: {
        ...config,
        from,
        replyTo: readReplyTo(where, options.replyTo),
        region: sesRegion,
        configurationSet,
        messages: { file: FILE_NAME },
      },
    },
    ports: ['decrypt', 'dynamodb', 'ses'],
    files: { [FILE_NAME]: JSON.stringify(bySource(TRIGGER, messages)) },
    grant: (role) => {
      grantTable(role);
      role.addToPrincipalPolicy(statement);
    },
  };
}

/** SES asks for a permission of its own where a mail is made of a template. */
function letUseTemplates(where: IConstruct, statement: iam.PolicyStatement, names: string[], region?: string): void {
  if (names.length === 0) return;
  statement.addActions('ses:SendTemplatedEmail');
  const arnFormat = ArnFormat.SLASH_RESOURCE_NAME;
  distinct(names).forEach((resourceName) =>
    statement.addResources(Stack.of(where).formatArn({ service: 'ses', resource: 'template', resourceName, region, arnFormat })),
  );
} // prettier-ignore

function readReplyTo(where: IConstruct, replyTo?: string): string | undefined {
  if (replyTo === undefined || parseEmail(requireLiteral(where, `replyTo of ${HANDLER}`, replyTo))) return replyTo;
  throw new AuthConfigError(where, `replyTo of ${HANDLER} is '${replyTo}', which is no e-mail address. Write one.`);
}
