import type { LoginImage, ManagedBrandingPlan } from './branding-plan';
import { readText } from './images';
import { AuthConfigError } from '../../private/errors';

/** A style as the AWS CLI prints it; its names begin with capitals, those of the L1 do not. */
export function exportedBranding(where: string, file: string): ManagedBrandingPlan {
  const what = 'LoginBranding.fromExport';
  const { Settings, Assets = [] } = parse(where, file, readText(where, what, file, 'utf8'));
  if (!isObject(Settings)) {
    throw new AuthConfigError(
      where,
      `${file} has no Settings: it is no style, or one that was not changed. Export it with --return-merged-resources.`,
    );
  }
  const assets = (Assets as Record<string, string>[]).map((asset): LoginImage => ({
    category: asset.Category,
    colorMode: asset.ColorMode,
    extension: asset.Extension,
    bytes: asset.Bytes,
    resourceId: asset.ResourceId,
  }));
  return { kind: 'managed', style: { settings: Settings, assets } };
}

function parse(where: string, file: string, text: string): Record<string, unknown> {
  try {
    const document = JSON.parse(text);
    return document.ManagedLoginBranding ?? document;
  } catch {
    throw new AuthConfigError(
      where,
      `${file} is not JSON. Pass the output of aws cognito-idp describe-managed-login-branding-by-client.`,
    );
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
