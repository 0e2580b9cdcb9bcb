import { OidcStandIn, startOidcStandIn } from '../../support/oidc-stand-in';
import { bedVenue } from '../bed-venue';
import { cdk, deploy } from '../cdk-cli';
import { Outputs } from '../stage';
import { ISSUER } from './app';

const APP = 'test/e2e/triggers/app.ts';

/** A test bed with the pool that people leave, the pools with all handlers, and a partner's identity provider. */
export async function triggersVenue() {
  const venue = await bedVenue();
  const partner = await startOidcStandIn('from-the-console');
  venue.aws.standIns[ISSUER] = partner.issuer;
  return {
    stage: venue.stage,
    partner: partner as OidcStandIn,
    async deploy(): Promise<Outputs> {
      const old = await deploy(cdk(APP, {}), 'Old');
      const pools = await deploy(cdk(APP, { oldPoolId: old.OldPoolId, oldClientId: old.OldClientId }), 'Triggers');
      return { ...old, ...pools };
    },
    async close(): Promise<void> {
      await partner.close();
      await venue.close();
    },
  };
}
