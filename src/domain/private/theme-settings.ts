import { cognitoColor, readableOn } from './colors';
import type { LoginTheme } from '../managed-branding-options';

/**
 * Which places of the settings document a colour goes to; MODE stands for lightMode or darkMode. The document is the one that
 * the API reference of CreateManagedLoginBranding shows; what is left out of it keeps Cognito's value.
 */
const PLACES = {
  primary: [
    'components.primaryButton.MODE.defaults.backgroundColor',
    'components.primaryButton.MODE.hover.backgroundColor',
    'components.primaryButton.MODE.active.backgroundColor',
    'components.secondaryButton.MODE.defaults.borderColor',
    'components.secondaryButton.MODE.defaults.textColor',
    'components.secondaryButton.MODE.hover.borderColor',
    'components.secondaryButton.MODE.hover.textColor',
    'components.secondaryButton.MODE.active.borderColor',
    'components.secondaryButton.MODE.active.textColor',
    'componentClasses.focusState.MODE.borderColor',
    'componentClasses.optionControls.MODE.selected.backgroundColor',
  ],
  primaryText: [
    'components.primaryButton.MODE.defaults.textColor',
    'components.primaryButton.MODE.hover.textColor',
    'components.primaryButton.MODE.active.textColor',
    'componentClasses.optionControls.MODE.selected.foregroundColor',
  ],
  link: ['componentClasses.link.MODE.defaults.textColor', 'componentClasses.link.MODE.hover.textColor'],
  background: ['components.pageBackground.MODE.color'],
  form: ['components.form.MODE.backgroundColor'],
  text: [
    'components.pageText.MODE.headingColor',
    'components.pageText.MODE.bodyColor',
    'components.pageText.MODE.descriptionColor',
    'componentClasses.inputLabel.MODE.textColor',
    'componentClasses.inputDescription.MODE.textColor',
  ],
};

type Role = keyof typeof PLACES;

/** The colours of a theme as entries of the settings document, each with its path. */
export function themeSettings(where: string, name: string, theme: LoginTheme, mode: string): [string, string][] {
  const color = (key: keyof LoginTheme) => {
    const text = theme[key];
    return text === undefined ? undefined : cognitoColor(where, `${name}.${key}`, text);
  };
  const primary = color('primaryColor');
  const roles: Record<Role, string | undefined> = {
    primary,
    primaryText: color('primaryTextColor') ?? (primary && readableOn(primary)),
    link: color('linkColor') ?? primary,
    background: color('backgroundColor'),
    form: color('formColor'),
    text: color('textColor'),
  };
  return (Object.keys(PLACES) as Role[]).flatMap((role) => {
    const value = roles[role];
    if (value === undefined) return [];
    return PLACES[role].map((path): [string, string] => [path.replace('MODE', mode), value]);
  });
}
