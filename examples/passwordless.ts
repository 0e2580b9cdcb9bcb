import { App, CfnOutput, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ses from 'aws-cdk-lib/aws-ses';
import { AppClient, CognitoAuth, CustomAuth } from 'cdk-cognito-auth';
import { Construct } from 'constructs';

export interface PasswordlessStackProps extends StackProps {
  /** A domain of yours, from which the mails come. Amazon SES shows the DNS records that verify it. */
  readonly mailDomain: string;
  /** Where the website of the magazine is. */
  readonly siteUrl: string;
}

/** Pages on the loopback host, for development. */
const LOCAL = 'http://localhost:5173';

/**
 * A magazine without passwords. Readers sign up with an address and get a link by e-mail, which opens on any device, and a code
 * to type where they asked for it; authors get a code alone, which nobody opens by accident. Two ways are two pools.
 */
export class PasswordlessStack extends Stack {
  constructor(scope: Construct, id: string, props: PasswordlessStackProps) {
    super(scope, id, props);
    const { mailDomain, siteUrl } = props;

    // Until the domain is verified, SES sends nothing; in its sandbox, to verified addresses only. The code that confirms an
    // address at sign-up is Cognito's own mail; `email: UserPoolEmail.withSES(…)` lets it come from here, too, after that.
    const mail = new ses.EmailIdentity(this, 'Mail', { identity: ses.Identity.domain(mailDomain) });
    const sender = {
      fromEmail: `no-reply@${mailDomain}`,
      fromName: 'The Magazine',
      sesIdentity: mail.emailIdentityName,
    };

    // Whoever can read a mailbox signs in, so a second factor would promise what Cognito does not ask for.
    const settings = { selfSignUpEnabled: true, mfa: cognito.Mfa.OFF };

    const readers = new CognitoAuth(this, 'Readers', settings);
    readers.addTrigger(
      CustomAuth.magicLink({
        ...sender,
        redirectUris: [`${siteUrl}/signed-in`, `${LOCAL}/signed-in`],
        codeDigits: 8,
      }),
    );

    const authors = new CognitoAuth(this, 'Authors', settings);
    authors.addTrigger(
      CustomAuth.emailCode({
        ...sender,
        messages: [
          {
            locale: 'de',
            subject: 'Ihr Code für die Redaktion',
            html: '<p>Ihr Code ist <strong>{####}</strong>. Er gilt {minutes} Minuten, einmal.</p>',
            text: 'Ihr Code ist {####}. Er gilt {minutes} Minuten, einmal.',
          },
        ],
      }),
    );

    // The one flow that is open: a password, even one that somebody chooses, opens nothing.
    const website = () => AppClient.spa({ callbackUrls: [siteUrl, LOCAL], customAuth: true, userSrpAuth: false });
    const readersSite = readers.addClient('Website', website());
    const authorsSite = authors.addClient('Website', website());

    // Decisions that are yours; the library and cdk-nag want their reasons.
    Validations.of(this).acknowledge(
      { id: 'Annotation::cdk-cognito-auth:openSignUp', reason: 'A magazine is open to everybody' },
      {
        id: 'AwsSolutions::AwsSolutions-COG2',
        reason: 'Whoever reads the mailbox signs in: there is no second factor',
      },
      {
        id: 'AwsSolutions::AwsSolutions-COG8',
        reason: 'The PLUS plan (threat protection) is not worth its price here',
      },
    );

    new CfnOutput(this, 'ReadersPoolId', { value: readers.userPool.userPoolId });
    new CfnOutput(this, 'ReadersClientId', { value: readersSite.userPoolClientId });
    new CfnOutput(this, 'AuthorsPoolId', { value: authors.userPool.userPoolId });
    new CfnOutput(this, 'AuthorsClientId', { value: authorsSite.userPoolClientId });
  }
}

if (require.main === module) {
  const app = new App();
  const value = (name: string) => app.node.tryGetContext(name) as string | undefined;
  const [mailDomain, siteUrl] = [value('mailDomain'), value('siteUrl')];
  if (!mailDomain || !siteUrl) {
    throw new Error(
      'The magazine needs a domain for its mails and the address of its website: ' +
        'npx cdk deploy -c mailDomain=VALUE -c siteUrl=https://VALUE',
    );
  }
  new PasswordlessStack(app, 'Magazine', { mailDomain, siteUrl });
}
