import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { AppClient, AuthDomain, CognitoAuth, LoginBranding } from 'cdk-cognito-auth';
import { fileOf } from './pages';

const callbackUrls = ['https://app.example.com/callback'];

/** Two pools with all that the login can have: one with managed login, one with the classic pages. */
export class WholeLogin extends Stack {
  constructor(app: App) {
    super(app, 'Login', { env: { account: '111122223333', region: 'us-east-1' } });
    const hostedZone = route53.PublicHostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: 'Z0123456789ABC',
      zoneName: 'example.com',
    });
    const logo = fileOf('whole-logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const managed = new CognitoAuth(this, 'Managed', {
      branding: LoginBranding.managed({
        theme: { primaryColor: '#005ea2', backgroundColor: '#ffffff', textColor: '#1b1b1b', logo },
        darkTheme: { primaryColor: '#73b3e7', backgroundColor: '#1b1b1b', textColor: '#f0f0f0' },
        favicon: logo,
      }),
      terms: {
        termsOfUse: 'https://example.com/terms',
        privacyPolicy: 'https://example.com/privacy',
        termsOfUseByLanguage: { french: 'https://example.com/fr/conditions' },
      },
    });
    managed.addDomain('Prefix', AuthDomain.prefix('notes-example'));
    managed.addDomain('Own', AuthDomain.custom({ domainName: 'login.example.com', hostedZone, parentRecord: true }));
    managed.addClient('Spa', AppClient.spa({ callbackUrls }));

    const classic = new CognitoAuth(this, 'Classic', {
      featurePlan: cognito.FeaturePlan.LITE,
      branding: LoginBranding.classic({ css: '.label-customizable { color: #005ea2; }' }),
    });
    classic.addDomain('Prefix', AuthDomain.prefix('notes-classic'));
    classic.addClient('Spa', AppClient.spa({ callbackUrls }));
  }
}
