import type { LoginImage, ManagedBrandingPlan } from './branding-plan';
import { readImage } from './images';
import { themeSettings } from './theme-settings';
import type { LoginTheme, ManagedBrandingOptions } from '../managed-branding-options';

const PICTURES = ['PNG', 'JPEG', 'SVG', 'WEBP'];
const ICONS = ['SVG', 'ICO'];

type Setting = [path: string, value: unknown];

/** Compiles themes to the settings document and the images of managed login. */
export function managedBranding(where: string, options: ManagedBrandingOptions): ManagedBrandingPlan {
  const { theme, darkTheme, favicon } = options;
  const modes = darkTheme ? ['LIGHT', 'DARK'] : ['LIGHT'];
  const pictures = (key: 'logo' | 'backgroundImage', category: string) =>
    modes.flatMap((mode) =>
      picture(where, key, category, mode, mode === 'DARK' ? { darkTheme, theme } : { theme, darkTheme }),
    );
  const [logos, backgrounds] = [pictures('logo', 'FORM_LOGO'), pictures('backgroundImage', 'PAGE_BACKGROUND')];
  const icons = favicon === undefined ? [] : modes.map((mode) => icon(where, favicon, mode));
  const settings: Setting[] = [
    ['categories.global.colorSchemeMode', darkTheme ? 'DYNAMIC' : 'LIGHT'],
    ...themeSettings(where, 'branding.theme', theme, 'lightMode'),
    ...(darkTheme ? themeSettings(where, 'branding.darkTheme', darkTheme, 'darkMode') : []),
    ...backgroundSettings([theme, darkTheme]),
    ...logoSettings(logos),
    ...icons.slice(0, 1).map(({ extension }): Setting => ['components.favicon.enabledTypes', [extension]]),
  ];
  return { kind: 'managed', style: { settings: nested(settings), assets: [...logos, ...backgrounds, ...icons] } };
}

/**
 * The image for a mode, by the first theme that has one. Cognito's pages ask for the image of their mode by its name: they never
 * ask for a DYNAMIC one, and would show Cognito's own instead.
 */
function picture(
  where: string,
  key: 'logo' | 'backgroundImage',
  category: string,
  colorMode: string,
  themes: Record<string, LoginTheme | undefined>,
): LoginImage[] {
  const [name, owner] = Object.entries(themes).find(([, theme]) => theme?.[key] !== undefined) ?? [];
  const file = owner?.[key];
  return file === undefined
    ? []
    : [{ category, colorMode, ...readImage(where, `branding.${name}.${key}`, file, PICTURES) }];
}

function icon(where: string, file: string, colorMode: string): LoginImage {
  const image = readImage(where, 'branding.favicon', file, ICONS);
  return { category: `FAVICON_${image.extension}`, colorMode, ...image };
}

/** Cognito's own background image would hide the colour. */
function backgroundSettings(themes: readonly (LoginTheme | undefined)[]): Setting[] {
  const hasImage = themes.some((theme) => theme?.backgroundImage !== undefined);
  const hasColor = themes.some((theme) => theme?.backgroundColor !== undefined);
  return hasImage || hasColor ? [['components.pageBackground.image.enabled', hasImage]] : [];
}

function logoSettings(logos: readonly LoginImage[]): Setting[] {
  if (logos.length === 0) return [];
  return [['components.form.logo', { enabled: true, formInclusion: 'IN', location: 'CENTER', position: 'TOP' }]];
}

/** `a.b` and its value as `{ a: { b: value } }`. */
function nested(settings: readonly Setting[]): object {
  const document: Record<string, any> = {};
  for (const [path, value] of settings) {
    const keys = path.split('.');
    const last = keys.pop()!;
    const home = keys.reduce((node, key) => (node[key] ??= {}), document);
    home[last] = value;
  }
  return document;
}
