import { AuthDomain, CognitoAuth, LoginBranding, ManagedBrandingOptions } from 'cdk-cognito-auth';
import * as fc from 'fast-check';
import { base64, fileOf, withPages } from './pages';
import { cognitoColor, readableOn } from '../../src/domain/private/colors';
import { newAuth, spa } from '../support/auth';
import { allOf, findingsOf, propertiesOf } from '../support/template';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const svg = (name: string) => fileOf(`${name}.svg`, SVG.replace('/>', `><title>${name}</title></svg>`));
const bytesOf = (name: string) => base64(SVG.replace('/>', `><title>${name}</title></svg>`));

function styleOf(options: ManagedBrandingOptions) {
  const template = withPages({ branding: LoginBranding.managed(options) });
  const { Settings, Assets, ...rest } = propertiesOf(template, 'AWS::Cognito::ManagedLoginBranding');
  const images = (Assets ?? []).map((each: any) => [each.Category, each.ColorMode, each.Extension, each.Bytes]);
  return { settings: Settings, images, rest };
}

describe('colours', () => {
  test('the primary colour is that of buttons, links and focus, and the rest stays as it is', () => {
    const { settings, images, rest } = styleOf({ theme: { primaryColor: '#005EA2' } });
    const blue = '005ea2ff';
    const button = { backgroundColor: blue, textColor: 'ffffffff' };
    const outline = { borderColor: blue, textColor: blue };
    expect(settings).toEqual({
      categories: { global: { colorSchemeMode: 'LIGHT' } },
      components: {
        primaryButton: { lightMode: { defaults: button, hover: button, active: button } },
        secondaryButton: { lightMode: { defaults: outline, hover: outline, active: outline } },
      },
      componentClasses: {
        focusState: { lightMode: { borderColor: blue } },
        optionControls: { lightMode: { selected: { backgroundColor: blue, foregroundColor: 'ffffffff' } } },
        link: { lightMode: { defaults: { textColor: blue }, hover: { textColor: blue } } },
      },
    });
    expect(images).toEqual([]);
    expect(rest).toMatchObject({ UseCognitoProvidedValues: false });
  });

  test('each further colour has its place', () => {
    const theme = { linkColor: '#111', backgroundColor: '#222222', formColor: '#33333380', textColor: '#444444' };
    const text = { headingColor: '444444ff', bodyColor: '444444ff', descriptionColor: '444444ff' };
    expect(styleOf({ theme }).settings).toEqual({
      categories: { global: { colorSchemeMode: 'LIGHT' } },
      components: {
        pageBackground: { lightMode: { color: '222222ff' }, image: { enabled: false } },
        form: { lightMode: { backgroundColor: '33333380' } },
        pageText: { lightMode: text },
      },
      componentClasses: {
        link: { lightMode: { defaults: { textColor: '111111ff' }, hover: { textColor: '111111ff' } } },
        inputLabel: { lightMode: { textColor: '444444ff' } },
        inputDescription: { lightMode: { textColor: '444444ff' } },
      },
    });
  });

  test('a dark theme makes the pages follow the browser', () => {
    const { settings } = styleOf({ theme: { primaryColor: '#fff' }, darkTheme: { primaryTextColor: '#010203' } });
    expect(settings.categories.global.colorSchemeMode).toBe('DYNAMIC');
    expect(settings.components.primaryButton.lightMode.defaults.textColor).toBe('000000ff');
    expect(settings.components.primaryButton.darkMode.defaults).toEqual({ textColor: '010203ff' });
  });

  test.each(['005ea2', '#005ea', '#005eag', '#005ea2f', 'blue', 'rgb(0,0,0)', '', '#005ea2\n'])(
    '%j is none',
    (color) => {
      const branding = LoginBranding.managed({ theme: {}, darkTheme: { linkColor: color } });
      expect(() => newAuth({ branding })).toThrow(
        `Stack/Auth: branding.darkTheme.linkColor is '${color}', which is not a colour. Write it as #rrggbb or #rrggbbaa.`,
      );
    },
  );

  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-fA-F]{${length}}$`));

  test('of six or eight digits stay the same, in the form that Cognito reads', () => {
    fc.assert(
      fc.property(fc.oneof(digits(6), digits(8)), (text) => {
        const color = cognitoColor('here', 'it', `#${text}`);
        expect(color).toMatch(/^[0-9a-f]{8}$/);
        expect(color).toBe(text.toLowerCase().padEnd(8, 'f'));
      }),
    );
  });

  test('of three digits mean what they mean in CSS', () => {
    fc.assert(
      fc.property(digits(3), (text) => {
        const doubled = [...text].map((digit) => digit + digit).join('');
        expect(cognitoColor('here', 'it', `#${text}`)).toBe(cognitoColor('here', 'it', `#${doubled}`));
      }),
    );
  });

  test('anything else is refused', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text));
        expect(() => cognitoColor('here', 'it', text)).toThrow('not a colour');
      }),
    );
  });

  test('the text on a colour keeps the contrast that WCAG asks of normal text', () => {
    const luminance = (color: string) => {
      const [red, green, blue] = [0, 2, 4].map((at) => {
        const share = parseInt(color.slice(at, at + 2), 16) / 255;
        return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
      });
      return red * 0.2126 + green * 0.7152 + blue * 0.0722;
    };
    fc.assert(
      fc.property(digits(6), (text) => {
        const [low, high] = [luminance(text), luminance(readableOn(text))].sort((a, b) => a - b);
        expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

describe('images', () => {
  test('a logo is shown at the top of the form', () => {
    const { settings, images } = styleOf({ theme: { logo: svg('logo') } });
    expect(images).toEqual([['FORM_LOGO', 'LIGHT', 'SVG', bytesOf('logo')]]);
    expect(settings.components.form.logo).toEqual({
      ...{ enabled: true, formInclusion: 'IN' },
      ...{ location: 'CENTER', position: 'TOP' },
    });
  });

  test('each mode gets its image, or the only one there is, because the pages never ask for one of both modes', () => {
    const { images, settings } = styleOf({
      theme: { logo: svg('light'), backgroundImage: svg('sky') },
      darkTheme: { logo: svg('dark') },
      favicon: svg('icon'),
    });
    expect(images).toEqual([
      ['FORM_LOGO', 'LIGHT', 'SVG', bytesOf('light')],
      ['FORM_LOGO', 'DARK', 'SVG', bytesOf('dark')],
      ['PAGE_BACKGROUND', 'LIGHT', 'SVG', bytesOf('sky')],
      ['PAGE_BACKGROUND', 'DARK', 'SVG', bytesOf('sky')],
      ['FAVICON_SVG', 'LIGHT', 'SVG', bytesOf('icon')],
      ['FAVICON_SVG', 'DARK', 'SVG', bytesOf('icon')],
    ]);
    expect(settings.components.pageBackground.image).toEqual({ enabled: true });
    expect(settings.components.favicon).toEqual({ enabledTypes: ['SVG'] });
  });

  test('an image of the dark theme alone serves the light one, too', () => {
    const { images } = styleOf({ theme: {}, darkTheme: { logo: svg('dark') } });
    expect(images.map(([category, mode]: string[]) => `${category} ${mode}`)).toEqual([
      'FORM_LOGO LIGHT',
      'FORM_LOGO DARK',
    ]);
  });

  test.each([
    ['logo.png', 'PNG'],
    ['logo.JPG', 'JPEG'],
    ['logo.jpeg', 'JPEG'],
    ['logo.webp', 'WEBP'],
  ])('%s is a %s', (name, extension) => {
    expect(styleOf({ theme: { logo: fileOf(name, 'pixels') } }).images).toEqual([
      ['FORM_LOGO', 'LIGHT', extension, base64('pixels')],
    ]);
  });

  test('an icon may be an ICO file', () => {
    const { images, settings } = styleOf({ theme: {}, favicon: fileOf('favicon.ico', 'icon') });
    expect(images).toEqual([['FAVICON_ICO', 'LIGHT', 'ICO', base64('icon')]]);
    expect(settings.components.favicon).toEqual({ enabledTypes: ['ICO'] });
  });

  test.each<[string, () => ManagedBrandingOptions, RegExp]>([
    [
      'a logo of a kind that Cognito does not show',
      () => ({ theme: { logo: 'logo.gif' } }),
      /^Stack\/Auth: branding\.theme\.logo is 'logo\.gif', and it must be one of PNG, JPEG, SVG, WEBP\. Convert it\.$/,
    ],
    [
      'a logo that is an icon',
      () => ({ theme: { logo: fileOf('logo.ico', 'icon') } }),
      /logo\.ico', and it must be one of PNG, JPEG, SVG, WEBP\. Convert it\.$/,
    ],
    [
      'an icon that is a photo',
      () => ({ theme: {}, favicon: 'favicon.jpeg' }),
      /^Stack\/Auth: branding\.favicon is 'favicon\.jpeg', and it must be one of SVG, ICO\. Convert it\.$/,
    ],
    [
      'a file that is not there',
      () => ({ theme: { backgroundImage: 'nowhere.png' } }),
      /^Stack\/Auth: branding\.theme\.backgroundImage is 'nowhere\.png', which cannot be read \(ENOENT\)\. Pass the path of a file, absolute or from the directory of the app\.$/,
    ],
    [
      'a large image',
      () => ({ theme: { logo: fileOf('large.png', Buffer.alloc(750_001)) } }),
      /^Stack\/Auth: branding\.theme\.logo is '.*large\.png', which has 1000004 characters in Base64\. Cognito allows 1000000: make it smaller\.$/,
    ],
  ])('refuses %s', (_, options, sentence) => {
    let message = '';
    try {
      newAuth({ branding: LoginBranding.managed(options()) });
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message).toMatch(sentence);
  });

  test('refuses images that make the template larger than CloudFormation allows, by the clients that carry them', () => {
    const logo = fileOf('photo.png', Buffer.alloc(300_000));
    const branding = LoginBranding.managed({ theme: { logo } });
    const withClients = (count: number) =>
      findingsOf((stack) => {
        const auth = new CognitoAuth(stack, 'Auth', { branding });
        Array.from({ length: count }, (_, index) => auth.addClient(`Spa${index}`, spa()));
        auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
      });
    expect(withClients(2)).toEqual([]);
    expect(withClients(3)).toEqual([
      'Stack/Auth: the images of the branding take 1200 kB of the template, because each of 3 clients carries them in Base64, and CloudFormation allows 1000 kB. Use smaller images.',
    ]);
  });
});

test('every client gets the branding', () => {
  const branding = LoginBranding.managed({ theme: { primaryColor: '#005ea2' } });
  const template = withPages({ branding }, (auth) => void auth.addClient('Second', spa()));
  const clients = allOf(template, 'AWS::Cognito::UserPoolClient').map(([id]) => id);
  const branded = allOf(template, 'AWS::Cognito::ManagedLoginBranding').map(
    ([, { Properties }]) => Properties.ClientId.Ref,
  );
  expect(branded.sort()).toEqual(clients.sort());
});

test('the same branding serves two pools', () => {
  const branding = LoginBranding.managed({ theme: { primaryColor: '#005ea2' } });
  const [first, second] = [0, 1].map(() => withPages({ branding }));
  expect(first).toEqual(second);
});
