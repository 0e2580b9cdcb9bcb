import * as cognito from 'aws-cdk-lib/aws-cognito';

/** How the pages look: those of managed login, or those of the classic hosted UI. */
export type BrandingPlan = ManagedBrandingPlan | ClassicBrandingPlan;

export interface ManagedBrandingPlan {
  readonly kind: 'managed';
  /** Without a style of one's own, Cognito's. */
  readonly style?: LoginStyle;
}

export interface LoginStyle {
  readonly settings: object;
  readonly assets: readonly LoginImage[];
}

export type LoginImage = cognito.CfnManagedLoginBranding.AssetTypeProperty;

export interface ClassicBrandingPlan {
  readonly kind: 'classic';
  readonly css?: string;
}
